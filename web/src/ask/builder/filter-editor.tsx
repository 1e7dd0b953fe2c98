import { useEffect, useRef, useState } from 'react'
import { parsePartialDate } from '../../day/partial-date.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { today } from '../../day/today.js'
import { Button } from '../../design/button.js'
import { Check, FieldRow, TextInput } from '../../design/field.js'
import { Skeleton } from '../../design/state.js'
import { noValue, type ChoiceDefinition, type Filter } from '../../filter/definition.js'
import { codesOf } from '../../filter/parse.js'
import { parseDays, parseNumbers, printDays, printNumbers } from '../../filter/span.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { useCells } from '../answer.js'
import { filterLabel, type Labels } from '../labels.js'
import { useAsk } from '../use-ask.js'
import styles from './builder.module.css'

interface EditorProps {
  filter: Filter
  labels: Labels
  /** An empty text removes the filter. */
  onChange: (value: string) => void
  onClose: () => void
}

/** The controls of one filter. A change is in effect at once. */
export function FilterEditor({ filter, labels, onChange, onClose }: EditorProps) {
  const texts = useTexts()
  const { question } = useAsk()
  const group = useRef<HTMLFieldSetElement>(null)
  useEffect(() => group.current?.focus(), [])
  const definition = question.subject.filters.find(({ name }) => name === filter.name)
  if (!definition) return null
  const props = { value: filter.value, onChange }
  return (
    <fieldset ref={group} tabIndex={-1} className={styles.editor}>
      <legend>{filterLabel(filter.name, texts)}</legend>
      {definition.kind === 'choice' ? <Codes definition={definition} labels={labels} {...props} /> : null}
      {definition.kind === 'days' ? <Days {...props} /> : null}
      {definition.kind === 'numbers' ? <Numbers {...props} /> : null}
      {definition.kind === 'words' ? <Words label={filterLabel(filter.name, texts)} {...props} /> : null}
      <Button kind="quiet" onClick={onClose}>
        {texts.t('web.ask.done')}
      </Button>
    </fieldset>
  )
}

interface ValueProps {
  value: string
  onChange: (value: string) => void
}

interface CodesProps extends ValueProps {
  definition: ChoiceDefinition
  labels: Labels
}

/** The values that occur today, with their number; the service lists them. */
function Codes({ definition, labels, value, onChange }: CodesProps) {
  const { t, format } = useTexts()
  const { question } = useAsk()
  const { subject } = question
  const plain = {
    ...{ subject, groups: [definition.dimension], figures: [subject.figures[0]!] },
    ...{ filters: [], moment: {}, settings: {} },
  }
  const { cells, error, reload } = useCells(plain)
  if (error && !cells) return <Failure error={error} onRetry={reload} />
  if (!cells) return <Skeleton rows={4} label={t('web.state.loading')} />
  const chosen = codesOf(value)
  const options = cells
    .map(({ by: [key], values }) => ({
      code: key?.value ?? noValue,
      label: key?.label ?? '',
      count: values[0]?.number ?? 0,
    }))
    .filter(({ code }) => code !== noValue || definition.none !== undefined)
  const missing = chosen
    .filter((code) => !options.some((option) => option.code === code))
    .map((code) => ({ code, label: labels.value(definition.dimension, code), count: 0 }))
  const toggle = (code: string, isChosen: boolean) =>
    onChange((isChosen ? [...chosen, code] : chosen.filter((each) => each !== code)).join(','))
  const all = [...options, ...missing]
  return (
    <div className={styles.codes}>
      {all.length === 0 ? <p className="meta">{t('web.ask.noValues')}</p> : null}
      {all.map(({ code, label, count }) => (
        <Check
          key={code}
          label={`${label} (${format.number(count)})`}
          isChecked={chosen.includes(code)}
          onChange={(isChosen) => toggle(code, isChosen)}
        />
      ))}
    </div>
  )
}

/** Two days as people write them; what is understood is applied. */
function Days({ value, onChange }: ValueProps) {
  const { t } = useTexts()
  const span = parseDays(value) ?? {}
  const [from, setFrom] = useState(() => (span.from ? printDays({ from: span.from }).replace('..', '') : ''))
  const [to, setTo] = useState(() => (span.to ? printDays({ to: span.to }).replace('..', '') : ''))
  const apply = (first: string, last: string) => {
    const [start, end] = [parsePartialDate(first, today())?.from, parsePartialDate(last, today())?.to]
    const isRead = (first.trim() === '' || start) && (last.trim() === '' || end)
    if (!isRead || (start && end && start > end)) return
    onChange(start || end ? printDays({ ...(start && { from: start }), ...(end && { to: end }) }) : '')
  }
  return (
    <FieldRow>
      <PartialDateBox
        label={t('web.ask.from')}
        value={from}
        onChange={(text) => {
          setFrom(text)
          apply(text, to)
        }}
      />
      <PartialDateBox
        label={t('web.ask.until')}
        value={to}
        onChange={(text) => {
          setTo(text)
          apply(from, text)
        }}
      />
    </FieldRow>
  )
}

function Numbers({ value, onChange }: ValueProps) {
  const { t } = useTexts()
  const { from, to } = parseNumbers(value) ?? {}
  const [least, setLeast] = useState(from === undefined ? '' : String(from))
  const [most, setMost] = useState(to === undefined ? '' : String(to))
  const apply = (first: string, last: string) => {
    const text = printNumbers({ ...(first && { from: Number(first) }), ...(last && { to: Number(last) }) })
    if (first === '' && last === '') onChange('')
    else if (parseNumbers(text)) onChange(text)
  }
  return (
    <FieldRow>
      <TextInput
        label={t('web.ask.atLeast')}
        inputMode="numeric"
        value={least}
        onChange={(text) => {
          setLeast(text)
          apply(text, most)
        }}
      />
      <TextInput
        label={t('web.ask.atMost')}
        inputMode="numeric"
        value={most}
        onChange={(text) => {
          setMost(text)
          apply(least, text)
        }}
      />
    </FieldRow>
  )
}

/** Applied with Enter, or when the box is left: each letter would be a question of its own. */
function Words({ label, value, onChange }: ValueProps & { label: string }) {
  const [words, setWords] = useState(value)
  const apply = () => {
    if (words.trim() !== value) onChange(words.trim())
  }
  return (
    <TextInput
      label={label}
      value={words}
      onChange={setWords}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply()
      }}
    />
  )
}
