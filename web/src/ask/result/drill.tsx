import { useEffect, useRef } from 'react'
import { Provider } from 'urql'
import { clientAt } from '../../api/client.js'
import { Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { AskLink } from '../ask-link.js'
import { all, isSameValue, parseCell, useCells } from '../answer.js'
import { buttonClass } from '../../design/button.js'
import { useAsk } from '../use-ask.js'
import { RowList } from './row-list.js'
import styles from './result.module.css'

/** The rows behind the cell in the address. Its own `where` lists them, so their number is that of the cell. */
export function Drill() {
  const { showing, question } = useAsk()
  if (showing.cell === undefined) return null
  const written = question.groups.length === 0 ? '' : showing.cell
  const values = parseCell(written, question.groups)
  return (
    <Provider value={clientAt(question.moment)}>
      <CellRows values={values} />
    </Provider>
  )
}

function CellRows({ values }: { values: string[] | null }) {
  const { t, format } = useTexts()
  const { question } = useAsk()
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  const groups = question.groups.filter((_, index) => values?.[index] !== all)
  const stated = values?.filter((value) => value !== all) ?? []
  const { cells, error, reload } = useCells(question, groups, values === null)
  const cell = cells?.find(({ by }) =>
    by.every(({ value }, index) => isSameValue(stated[index] ?? '', value)),
  )
  const title =
    cell && cell.by.length > 0 ? format.list(cell.by.map(({ label }) => label)) : t('web.ask.allRows')
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={styles.drill}
      aria-label={t('web.ask.behind', { cell: title })}
    >
      <header className={styles.drillHeader}>
        <h3>{t('web.ask.behind', { cell: title })}</h3>
        <AskLink changes={{ cell: undefined }} className={buttonClass('quiet')}>
          {t('web.state.close')}
        </AskLink>
      </header>
      {error && !cells ? (
        <Failure error={error} onRetry={reload} />
      ) : cell ? (
        <Provider value={clientAt()}>
          <RowList subject={question.subject} where={cell.where} />
        </Provider>
      ) : cells || values === null ? (
        <Empty>{t('web.ask.noSuchCell')}</Empty>
      ) : (
        <Skeleton rows={3} label={t('web.state.loading')} />
      )}
    </section>
  )
}
