import type { StageTotalsFragment } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'
import styles from './board.module.css'

/** Jobs, those weighted by probability, capex of each currency. Currencies are never added. */
export function StageTotals({ figures: { deals, jobs, capex } }: { figures: StageTotalsFragment }) {
  const { t, format } = useTexts()
  if (deals === 0) return <span className={styles.totals} />
  const known = deals - jobs.dealsWithout
  const weighted = {
    low: Math.round(jobs.weightedLow),
    high: jobs.weightedHigh === null ? null : Math.round(jobs.weightedHigh),
  }
  return (
    <span className={styles.totals}>
      {known > 0 ? (
        <span>
          {t('web.pipeline.jobsTotal', { range: format.range(jobs) })} ·{' '}
          <span title={t('web.pipeline.weightedHelp')}>
            {t('web.pipeline.weighted', { range: format.range(weighted) })}
          </span>
        </span>
      ) : null}
      {jobs.dealsWithout > 0 ? <span>{t('web.pipeline.without', { count: jobs.dealsWithout })}</span> : null}
      {capex.map((amount) => (
        <span key={amount.currency}>{format.money(amount)}</span>
      ))}
    </span>
  )
}
