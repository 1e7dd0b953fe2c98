import { useState } from 'react'
import { Button } from '../../design/button.js'
import { Icon } from '../../design/icon.js'
import { conditionName, type Filter } from '../../filter/definition.js'
import { useTexts } from '../../text/texts.js'
import { filterLabel, useLabels } from '../labels.js'
import { useAsk, useChangeQuestion } from '../use-ask.js'
import { AddMenu } from './add-menu.js'
import { FilterEditor } from './filter-editor.js'
import { Part } from './part.js'
import styles from './builder.module.css'

/** The filters as sentences. One at a time is edited, in place. */
export function FiltersPart() {
  const texts = useTexts()
  const { t } = texts
  const { question } = useAsk()
  const change = useChangeQuestion()
  const labels = useLabels(question)
  const [edited, setEdited] = useState<string | null>(null)
  const { filters, subject } = question
  const setFilters = (next: Filter[]) => change({ ...question, filters: next })
  const isNew = edited !== null && !filters.some(({ name }) => name === edited)
  const put = (name: string, value: string) => {
    const others = filters.filter((filter) => filter.name !== name)
    if (value === '') return setFilters(others)
    const isThere = others.length < filters.length
    setFilters(
      isThere
        ? filters.map((filter) => (filter.name === name ? { name, value } : filter))
        : [...filters, { name, value }],
    )
  }
  const editorOf = (filter: Filter) => (
    <FilterEditor
      key={filter.name}
      filter={filter}
      labels={labels}
      onChange={(value) => put(filter.name, value)}
      onClose={() => setEdited(null)}
    />
  )
  const free = subject.filters.filter(({ name }) => !filters.some((filter) => filter.name === name))
  return (
    <Part title={t('web.ask.only')}>
      {filters.length > 0 ? (
        <ul className={styles.filters}>
          {filters.map((filter, index) => {
            const sentence = labels.filter(filter)
            return (
              <li key={`${filter.name} ${index}`}>
                <div className={styles.sentence}>
                  <span>{sentence}</span>
                  {filter.name === conditionName ? null : (
                    <button
                      type="button"
                      aria-label={t('web.ask.editFilter', { filter: sentence })}
                      aria-expanded={edited === filter.name}
                      onClick={() => setEdited(edited === filter.name ? null : filter.name)}
                    >
                      <Icon name="edit" size={16} />
                    </button>
                  )}
                  <button
                    type="button"
                    aria-label={t('web.ask.remove', { label: sentence })}
                    onClick={() => setFilters(filters.filter((each) => each !== filter))}
                  >
                    <Icon name="close" size={16} />
                  </button>
                </div>
                {edited === filter.name ? editorOf(filter) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
      {isNew ? editorOf({ name: edited, value: '' }) : null}
      <AddMenu
        label={t('web.ask.addFilter')}
        groups={[{ items: free.map(({ name }) => ({ value: name, label: filterLabel(name, texts) })) }]}
        onAdd={setEdited}
      />
      {filters.length > 1 ? (
        <Button kind="quiet" onClick={() => setFilters([])}>
          {t('web.ask.clearFilters')}
        </Button>
      ) : null}
    </Part>
  )
}
