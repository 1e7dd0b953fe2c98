import { TextInput } from '../design/field.js'
import { useTexts } from '../text/texts.js'
import { parsePartialDate, type PartialDate } from './partial-date.js'
import { today } from './today.js'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  /** Text below an empty box; default: an example of what may be written. */
  emptyHint?: string
}

/** A text box for a day as people write it; below it the days that the text means. */
export function PartialDateBox({ label, value, onChange, error, emptyHint }: Props) {
  const { t, format } = useTexts()
  const date = parsePartialDate(value, today())
  const range = (read: PartialDate) =>
    read.from === read.to ? format.day(read.from) : `${format.day(read.from)} – ${format.day(read.to)}`
  const hint =
    value.trim() === '' ? (emptyHint ?? t('web.day.example')) : date ? range(date) : t('web.day.notRead')
  return (
    <TextInput label={label} value={value} onChange={onChange} hint={hint} error={error} autoComplete="off" />
  )
}
