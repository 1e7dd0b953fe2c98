import type { SummaryFiguresFragment } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'
import type { TextKey } from '../text/translate.js'
import type { Summary } from './summary.js'
import styles from './summary-page.module.css'

const rows = ['opening', 'entered', 'resumed', 'won', 'lost', 'paused', 'left', 'closing'] as const

/** How the opening becomes the closing: deals and jobs of each line. */
export function Annex({ summary }: { summary: Summary }) {
  const { t } = useTexts()
  return (
    <details className={styles.annex}>
      <summary>{t('web.summary.annex')}</summary>
      <table>
        <caption className="visually-hidden">{t('web.summary.annex')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="numeric">
              {t('web.summary.deals')}
            </th>
            <th scope="col" className="numeric">
              {t('web.deal.jobs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row} label={`figure.${row}`} figures={summary[row]} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Line({ label, figures }: { label: TextKey; figures: SummaryFiguresFragment }) {
  const { t, format } = useTexts()
  const hasJobs = figures.deals > figures.jobs.dealsWithout
  return (
    <tr>
      <th scope="row">{t(label)}</th>
      <td className="numeric">{format.number(figures.deals)}</td>
      <td className="numeric">{hasJobs ? format.range(figures.jobs) : '–'}</td>
    </tr>
  )
}
