import { Link } from '@tanstack/react-router'
import { HomeDocument } from '../api/generated/home/home.js'
import type { DealWhere } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { today } from '../day/today.js'
import { shiftDay } from '../day/week.js'
import { buttonClass } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Empty, Notice, Skeleton } from '../design/state.js'
import { MeetingLine } from '../meeting/meeting-line.js'
import { readDraft } from '../meeting/meeting-draft.js'
import { Failure } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer, type Viewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { DealLines } from './deal-lines.js'
import { FollowedChanges } from './followed-changes.js'
import { Tasks } from './tasks.js'
import styles from './home-page.module.css'

/** Days. Decisions are shown this long ahead; a deal without a meeting for so long is silent. */
const soon = 60
const silent = 30

/** The open deals that the viewer answers for: as officer their own, as HEAD those that the agency leads. */
const ownDeals = ({ id, role, agency }: Viewer): DealWhere => ({
  stage: { outcome: { eq: 'OPEN' } },
  ...(role === 'HEAD' ? { leadAgency: { code: { eq: agency.code } } } : { officer: { id: { eq: id } } }),
})

/** What is due for the viewer, and what changed. */
export function HomePage() {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const day = today()
  const own = ownDeals(viewer)
  const { data, error, isLoading, reload } = useData(HomeDocument, {
    decisions: { and: [own, { expectedDecision: { to: { lte: shiftDay(day, soon) } } }] },
    silent: { and: [own, { noMeetingSince: shiftDay(day, -silent) }] },
    isHead: viewer.role === 'HEAD',
  })
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.home')}</PageTitle>
      <header className={styles.header}>
        <div>
          <h1>{t('web.home.greeting', { name: viewer.name })}</h1>
          <p className="meta">{format.day(day)}</p>
        </div>
        {isWriter(viewer) ? <LogLink /> : <SummaryLink />}
      </header>
      {readDraft(viewer.id) ? <DraftNotice /> : null}
      {isLoading ? <Skeleton rows={8} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data?.erasureRequests && data.erasureRequests.totalCount > 0 ? (
        <Notice tone="warn">
          <p>
            {t('web.home.erasureRequests', { count: data.erasureRequests.totalCount })}{' '}
            <Link to="/admin" hash="erasures">
              {t('web.home.toDecide')}
            </Link>
          </p>
        </Notice>
      ) : null}
      {data ? (
        <div className={styles.columns}>
          <Panel title={t('web.home.tasks')} count={data.viewer.openTasks.totalCount}>
            <Tasks tasks={data.viewer.openTasks.nodes} onDone={reload} />
          </Panel>
          <FollowedChanges />
          <Panel title={t('web.home.changed')}>
            <DealLines
              deals={data.changed.nodes}
              none={t('web.home.noChange')}
              note={(deal) => format.instant(deal.updatedAt)}
            />
          </Panel>
          <Panel title={t('web.home.meetings')}>
            {data.viewer.plannedMeetings.nodes.length === 0 ? <Empty>{t('web.home.noMeeting')}</Empty> : null}
            <ul>
              {data.viewer.plannedMeetings.nodes.map((meeting) => (
                <li key={meeting.id}>
                  <MeetingLine meeting={meeting} />
                </li>
              ))}
            </ul>
          </Panel>
          {isWriter(viewer) ? (
            <>
              <Panel title={t('web.home.decisions')}>
                <DealLines
                  deals={data.decisions.nodes}
                  none={t('web.home.noDecision')}
                  note={(deal) => deal.expectedDecision?.text}
                />
              </Panel>
              <Panel title={t('web.home.silent', { count: silent })} count={data.silent.totalCount}>
                <DealLines
                  deals={data.silent.nodes}
                  none={t('web.home.noneSilent')}
                  note={(deal) => t('web.deal.daysInStage', { count: deal.daysInStage })}
                />
              </Panel>
            </>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function LogLink() {
  const { t } = useTexts()
  return (
    <Link to="/meetings" search={{ log: true }} className={buttonClass('primary')}>
      <Icon name="plus" />
      {t('web.meeting.log')}
    </Link>
  )
}

function SummaryLink() {
  const { t } = useTexts()
  return (
    <Link to="/summary" className={buttonClass('primary')}>
      <Icon name="summary" />
      {t('web.home.toSummary')}
    </Link>
  )
}

function DraftNotice() {
  const { t } = useTexts()
  return (
    <Notice tone="warn">
      <p>
        {t('web.home.draft')}{' '}
        <Link to="/meetings" search={{ log: true }}>
          {t('web.home.continue')}
        </Link>
      </p>
    </Notice>
  )
}
