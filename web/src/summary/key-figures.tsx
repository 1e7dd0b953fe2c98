import type { JobStanding } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

/** Four figures, each with what it counts and how sure it is. */
export function KeyFigures({ summary }: { summary: Summary }) {
  const { t, format } = useTexts()
  const { opening, closing } = summary
  const change = closing.deals - opening.deals
  const known = closing.deals - closing.jobs.dealsWithout
  return (
    <dl className={styles.figures}>
      <Figure
        label={t('web.summary.openDeals')}
        value={format.number(closing.deals)}
        note={
          change === 0
            ? t('web.summary.asBefore')
            : t('web.summary.change', { change: change > 0 ? `+${change}` : change })
        }
      />
      <Figure
        label={t('web.summary.jobsStated')}
        value={known > 0 ? format.range(closing.jobs) : '–'}
        note={t('web.summary.ofDeals', { count: known, total: closing.deals })}
      />
      <Figure
        label={t('web.deal.capex')}
        value={closing.capex.length > 0 ? closing.capex.map(format.money).join(' + ') : '–'}
        note={closing.capex.length > 0 ? t('web.summary.capexNote') : t('web.deal.notStated')}
      />
      <Figure
        label={t('web.summary.realised')}
        value={format.number(closing.jobs.realised)}
        note={t(standingText('REALISED'))}
      />
    </dl>
  )
}

const standingText = (standing: JobStanding) => `web.standing.${standing}` as const

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className="meta">{note}</dd>
    </div>
  )
}
