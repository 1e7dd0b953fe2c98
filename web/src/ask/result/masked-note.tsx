import { AskMaskedDocument } from '../../api/generated/ask/ask.js'
import type { DealWhere } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Icon } from '../../design/icon.js'
import { conditionName, noValue, type Filter } from '../../filter/definition.js'
import { codesOf } from '../../filter/parse.js'
import { whereOfFilters } from '../../filter/where.js'
import { useTexts } from '../../text/texts.js'
import { useLabels } from '../labels.js'
import type { Question } from '../question.js'
import { useAsk } from '../use-ask.js'
import styles from './result.module.css'

/** Says what the answer cannot contain: masked deals are counted, but with what is hidden as not stated. */
export function MaskedNote() {
  const { t } = useTexts()
  const { question } = useAsk()
  return (
    <div className={styles.notes}>
      {question.subject.name === 'deals' ? <MaskedDeals question={question} /> : null}
      <p className="meta">{t(`web.ask.scope.${question.subject.name}`)}</p>
    </div>
  )
}

/** A masked row matches no filter on a value that it hides. */
function hides({ subject }: Question, { name, value }: Filter): boolean {
  const isHidden = subject.filters.find((each) => each.name === name)?.isHiddenInMasked ?? false
  return name === conditionName || (isHidden && !codesOf(value).includes(noValue))
}

function MaskedDeals({ question }: { question: Question }) {
  const { t } = useTexts()
  const labels = useLabels(question)
  const { filters, subject, moment } = question
  const hiding = filters.filter((filter) => hides(question, filter))
  const shown = hiding.flatMap(
    ({ name }) => subject.filters.find((each) => each.name === name)?.shownInMasked?.(moment) ?? [],
  )
  const maskedAmong = (those: Filter[], besides: object[] = []): DealWhere => ({
    and: [
      ...((whereOfFilters(those, subject.filters, moment)?.and ?? []) as DealWhere[]),
      ...besides,
      { masked: { eq: true } },
    ],
  })
  const { data } = useData(AskMaskedDocument, {
    masked: maskedAmong(filters),
    excluded: maskedAmong(
      filters.filter((filter) => !hiding.includes(filter)),
      shown,
    ),
    asOf: moment.asOf ?? null,
    knownAt: moment.knownAt ?? null,
    hides: hiding.length > 0,
  })
  const counted = data?.counted[0]?.values[0]?.number ?? 0
  const excluded = data?.excluded?.[0]?.values[0]?.number ?? 0
  return (
    <>
      {excluded > 0 ? (
        <p className={styles.masked}>
          <Icon name="lock" size={16} />
          {t('web.ask.maskedExcluded', { count: excluded, filters: hiding.map(labels.filter).join('; ') })}
        </p>
      ) : null}
      {counted > 0 ? (
        <p className={styles.masked}>
          <Icon name="lock" size={16} />
          {t('web.ask.maskedCounted', { count: counted })}
        </p>
      ) : null}
    </>
  )
}
