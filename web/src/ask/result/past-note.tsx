import { Notice } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import { useAsk, useChangeQuestion } from '../use-ask.js'
import { Button } from '../../design/button.js'

/** Says that the figures are those of a past day, and how to return. */
export function PastNote() {
  const { t, format } = useTexts()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const { asOf, knownAt } = question.moment
  if (!asOf) return null
  const day = format.day(asOf)
  return (
    <Notice tone="warn">
      <p>
        {knownAt
          ? t('web.ask.pastKnown', { day, known: format.day(knownAt.slice(0, 10)) })
          : t('web.ask.past', { day })}{' '}
        {t('web.ask.pastFilters')}
      </p>
      <Button onClick={() => change({ ...question, moment: {} })}>{t('web.pipeline.backToToday')}</Button>
    </Notice>
  )
}
