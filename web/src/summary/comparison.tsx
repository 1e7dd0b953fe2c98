import { Link } from '@tanstack/react-router'
import { ComparisonDocument } from '../api/generated/summary/comparison.js'
import type { ComparisonQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { ScrollRegion } from '../design/scroll-region.js'
import { Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { useTexts } from '../text/texts.js'
import type { TextKey } from '../text/translate.js'
import { namePeriod } from './period-name.js'
import { nameOf } from './summary.js'
import styles from './summary-page.module.css'

type Compared = ComparisonQuery['periodComparison']['figures'][number]
type ComparedDeal = Compared['deals'][number]

const labels: Partial<Record<Compared['name'], TextKey>> = {
  OPENING: 'figure.opening',
  ENTERED: 'figure.entered',
  FORWARD: 'figure.forward',
  BACK: 'figure.back',
  WON: 'figure.won',
  LOST: 'figure.lost',
  PAUSED: 'figure.paused',
  RESUMED: 'figure.resumed',
  LEFT: 'figure.left',
  CLOSING: 'figure.closing',
}

interface ComparisonProps {
  agency: string
  period: string
  other: string
}

/** The figures of two periods side by side, the difference, and the deals that it comes from. */
export function Comparison({ agency, period, other }: ComparisonProps) {
  const texts = useTexts()
  const { t } = texts
  const { data, error, isLoading, reload } = useData(ComparisonDocument, { agency, period, with: other })
  const [name, otherName] = [namePeriod(period, texts), namePeriod(other, texts)]
  const title = t('web.summary.comparison', { period: name, other: otherName })
  const figures = data?.periodComparison.figures.filter(({ name }) => name in labels) ?? []
  return (
    <>
      <h2>{title}</h2>
      {isLoading ? <Skeleton rows={8} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? (
        <>
          <ScrollRegion label={title} className={styles.comparedRegion}>
            <table className={styles.compared}>
              <caption className="visually-hidden">{title}</caption>
              <thead>
                <tr>
                  <td />
                  {[otherName, name, t('web.summary.difference')].map((column) => (
                    <th key={column} scope="col" className="numeric">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {figures.map((figure) => (
                  <ComparedRow key={figure.name} figure={figure} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {figures.map((figure) => (
            <DealsBehind key={figure.name} figure={figure} period={name} other={otherName} />
          ))}
        </>
      ) : null}
    </>
  )
}

function ComparedRow({ figure }: { figure: Compared }) {
  const { t, format } = useTexts()
  const { figures, otherFigures, difference, name } = figure
  return (
    <tr>
      <th scope="row">{t(labels[name]!)}</th>
      {[otherFigures, figures].map((each, column) => (
        <td key={column} className="numeric">
          {format.number(each.deals)}
          {each.deals > each.jobs.dealsWithout ? (
            <span className="meta">{t('web.pipeline.jobsTotal', { range: format.range(each.jobs) })}</span>
          ) : null}
        </td>
      ))}
      <td className="numeric">
        {format.change(difference.deals)}
        {difference.jobsLow === 0 ? null : (
          <span className="meta">
            {t('web.pipeline.jobsTotal', { range: format.change(difference.jobsLow) })}
          </span>
        )}
      </td>
    </tr>
  )
}

interface DealsBehindProps {
  figure: Compared
  period: string
  other: string
}

function DealsBehind({ figure, period, other }: DealsBehindProps) {
  const { t } = useTexts()
  const { name, deals, dealCount } = figure
  if (dealCount === 0) return null
  return (
    <details className={styles.annex}>
      <summary>{`${t(labels[name]!)}: ${t('web.summary.dealsBehind', { count: dealCount })}`}</summary>
      <ul className={styles.lines}>
        {deals.map((each) => (
          <li key={each.deal.id}>
            <DealBehind compared={each} period={period} other={other} />
          </li>
        ))}
      </ul>
      {dealCount > deals.length ? (
        <p className="meta">{t('web.summary.moreDeals', { count: dealCount - deals.length })}</p>
      ) : null}
    </details>
  )
}

function DealBehind({
  compared,
  period,
  other,
}: Omit<DealsBehindProps, 'figure'> & { compared: ComparedDeal }) {
  const { t, format } = useTexts()
  const { deal, countedIn, jobsLow, jobsHigh, otherJobsLow, otherJobsHigh } = compared
  const phrase = (low: number | null, high: number | null) =>
    low === null
      ? t('web.summary.noJobs')
      : t('web.pipeline.jobsTotal', { range: format.range({ low, high }) })
  const [own, before] = [phrase(jobsLow, jobsHigh), phrase(otherJobsLow, otherJobsHigh)]
  const where =
    countedIn === 'BOTH'
      ? t('web.summary.inBoth', { before, now: own })
      : countedIn === 'PERIOD'
        ? t('web.summary.onlyIn', { period, jobs: own })
        : t('web.summary.onlyIn', { period: other, jobs: before })
  return (
    <p>
      <Link to="/deals/$reference" params={{ reference: deal.reference }}>
        <strong>{nameOf(deal)}</strong>
      </Link>{' '}
      <span className="meta">{`${deal.reference} · ${where}`}</span>
    </p>
  )
}
