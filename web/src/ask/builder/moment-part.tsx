import { endOfDay } from '../../day/end-of-day.js'
import { today } from '../../day/today.js'
import { TextInput } from '../../design/field.js'
import { useTexts } from '../../text/texts.js'
import { useAsk, useChangeQuestion } from '../use-ask.js'
import { Part } from './part.js'

/** The day of the figures, and what was known by when. Only deals are counted as of a past day. */
export function MomentPart() {
  const { t } = useTexts()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const { subject, moment } = question
  if (subject.name !== 'deals') return null
  const asOf = (day: string) => change({ ...question, moment: day && day < today() ? { asOf: day } : {} })
  const knownAt = (day: string) =>
    change({ ...question, moment: { asOf: moment.asOf, ...(day && { knownAt: endOfDay(day) }) } })
  return (
    <Part title={t('web.ask.when')}>
      <TextInput
        label={t('web.pipeline.asOf')}
        type="date"
        max={today()}
        value={moment.asOf ?? ''}
        hint={moment.asOf ? undefined : t('web.ask.today')}
        onChange={asOf}
      />
      {moment.asOf ? (
        <TextInput
          label={t('web.ask.knownOn')}
          type="date"
          max={today()}
          value={moment.knownAt?.slice(0, 10) ?? ''}
          hint={moment.knownAt ? undefined : t('web.ask.knownNow')}
          onChange={knownAt}
        />
      ) : null}
    </Part>
  )
}
