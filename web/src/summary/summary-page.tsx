import { useParams } from '@tanstack/react-router'
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
  return <WeekPage agency={agency.code} week={weekOf(shiftDay(today(), -7))} />
}

export function SummaryPage() {
  const { agency, week } = useParams({ from: '/summary/$agency/$week' })
  return <WeekPage agency={agency} week={week} />
}

/** The minister's page: what happened in a week, what is coming, how many jobs, and how sure that is. */
function WeekPage({ agency, week }: { agency: string; week: string }) {
  const { t, language } = useTexts()
  const { data, error, isLoading, reload } = useData(SummaryDocument, { agency, week, language })
  return (
    <article className={styles.page}>
      <PageTitle>{`${t('web.shell.summary')} ${week}`}</PageTitle>
      {isLoading ? <Skeleton rows={10} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? <Content summary={data.weeklySummary} /> : null}
    </article>
  )
}

function Content({ summary }: { summary: Summary }) {
  const { t } = useTexts()
  const disputed = disputedIds(summary)
  const isUndisputed = ({ id }: { id: string }) => !disputed.has(id)
  return (
    <>
      <SummaryHeader summary={summary} />
      <FirstPage page={summary.firstPage} />
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
