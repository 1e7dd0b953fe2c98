import { useParams, useSearch } from '@tanstack/react-router'
import { SummaryDocument } from '../api/generated/summary/summary.js'
import { useData } from '../api/use-data.js'
import { today } from '../day/today.js'
import { shiftDay, weekOf } from '../day/week.js'
import { Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { Annex } from './annex.js'
import { CompareWith } from './compare-with.js'
import { Disputes, Statements } from './statements.js'
import { FirstPage } from './first-page.js'
import { MeetingsOfWeek } from './meetings-of-week.js'
import { Movements } from './movements.js'
import { SummaryHeader } from './summary-header.js'
import { disputedIds, type Summary } from './summary.js'
import styles from './summary-page.module.css'

/** The last complete week of the viewer's agency. */
export function LatestSummaryPage() {
  const { agency } = useViewer()
  return <PeriodPage agency={agency.code} period={weekOf(shiftDay(today(), -7))} />
}

export function SummaryPage() {
  const { agency, period } = useParams({ from: '/summary/$agency/$period' })
  const { with: other } = useSearch({ from: '/summary/$agency/$period' })
  return <PeriodPage agency={agency} period={period} other={other} />
}

interface PeriodPageProps {
  agency: string
  period: string
  /** The period that it is compared with. */
  other?: string | undefined
}

/** The minister's page: what happened in a period, what is coming, how many jobs, and how sure that is. */
function PeriodPage({ agency, period, other }: PeriodPageProps) {
  const { t, language } = useTexts()
  const { data, error, isLoading, reload } = useData(SummaryDocument, { agency, period, language })
  return (
    <article className={styles.page}>
      <PageTitle>{`${t('web.shell.summary')} ${period}`}</PageTitle>
      {isLoading ? <Skeleton rows={10} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? <Content summary={data.periodSummary} other={other} /> : null}
    </article>
  )
}

function Content({ summary, other }: { summary: Summary; other: string | undefined }) {
  const { t } = useTexts()
  const disputed = disputedIds(summary)
  const isUndisputed = ({ id }: { id: string }) => !disputed.has(id)
  return (
    <>
      <SummaryHeader summary={summary} />
      <FirstPage page={summary.firstPage} />
      <CompareWith key={summary.period} agency={summary.agency.code} period={summary.period} other={other} />
      <h2 className={styles.annexTitle}>{t('web.summary.annexTitle')}</h2>
      <Movements movements={summary.movements} />
      <MeetingsOfWeek title={t('web.summary.coming')} meetings={summary.meetingsComing} />
      <Disputes disputes={summary.disputes} />
      <Statements title={t('web.summary.facts')} claims={summary.facts.filter(isUndisputed)} />
      <Statements title={t('web.summary.rumours')} claims={summary.rumours.filter(isUndisputed)} />
      <MeetingsOfWeek title={t('web.summary.held')} meetings={summary.meetingsHeld} />
      <Annex summary={summary} />
    </>
  )
}
