import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useData } from '../api/use-data.js'
import { DealPageDocument } from '../api/generated/deal/deal-page.js'
import { Skeleton } from '../design/state.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useSession, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { Agreements } from './agreement/agreements.js'
import { Claims } from './claim/claims.js'
import { DealActions } from './deal-actions.js'
import { DealNow } from './deal-now.js'
import type { DealOfPage } from './deal-of-page.js'
import { rightsOf, type DealRights } from './deal-rights.js'
import { FollowButton } from './follow-button.js'
import { Headline } from './headline.js'
import { Jobs } from './jobs/jobs.js'
import { Locations } from './location/locations.js'
import { MaskedNotice } from './masked-notice.js'
import { MissingStrip } from './missing/missing-strip.js'
import { Outcome } from './outcome.js'
import { People } from './people.js'
import { nextStage } from './stages.js'
import { Tasks } from './task/tasks.js'
import { HandoverOffers } from './team/handover-offers.js'
import { NeedToKnow } from './team/need-to-know.js'
import { Team } from './team/team.js'
import { Timeline } from './timeline/timeline.js'
import styles from './deal-page.module.css'

/** One deal: how far, how sure, what is missing, who, and all that happened. */
export function DealPage() {
  const { t } = useTexts()
  const { reference } = useParams({ from: '/deals/$reference' })
  const { data, error, isLoading, reload } = useData(DealPageDocument, { reference })
  if (isLoading) return <Skeleton rows={10} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.deal) return <NotFound />
  return <DealContent deal={data.deal} onGone={reload} />
}

function DealContent({ deal, onGone }: { deal: DealOfPage; onGone: () => void }) {
  const { show = 'all' } = useSearch({ from: '/deals/$reference' })
  const { stages } = useSession()
  const rights = rightsOf(useViewer(), deal)
  const next = nextStage(stages, deal.stage)
  return (
    <article className={styles.page}>
      <PageTitle>{`${deal.reference} ${deal.codeName}`}</PageTitle>
      <Headline
        deal={deal}
        now={<DealNow deal={deal} onGone={onGone} />}
        actions={
          <>
            <FollowButton deal={deal} />
            {rights.work ? <DealActions deal={deal} /> : null}
          </>
        }
      />
      {deal.masked ? <MaskedNotice deal={deal} /> : null}
      {next && !deal.masked ? <MissingStrip deal={deal} stage={next} isEditable={rights.work} /> : null}
      <HandoverOffers offers={deal.handoverOffers.nodes} canWithdraw={rights.lead} />
      <Outcome deal={deal} canVerify={rights.verify} />
      <Sections isMasked={deal.masked} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {deal.description ? <p className={styles.description}>{deal.description}</p> : null}
          <Timeline dealId={deal.id} isMasked={deal.masked} isEditable={rights.work} part={show} />
        </div>
        <div className={styles.side}>
          <Jobs deal={deal} isEditable={rights.work} />
          {deal.masked ? null : <Details deal={deal} rights={rights} />}
        </div>
      </div>
    </article>
  )
}

function Details({ deal, rights }: { deal: DealOfPage; rights: DealRights }) {
  const changeable = rights.work ? deal.id : null
  return (
    <>
      <Tasks deal={deal} isEditable={rights.work} />
      <People deal={deal} />
      <Team deal={deal} rights={rights} />
      <Locations deal={deal} isEditable={rights.work} />
      <Claims claims={deal.claims} changeableDeal={changeable} />
      <Agreements agreements={deal.agreements} changeableDeal={changeable} />
      <NeedToKnow deal={deal} canDecide={rights.lead} />
    </>
  )
}

const sections = ['timeline', 'jobs', 'people', 'locations', 'claims'] as const

/** Links to the sections, on a narrow window where they are below each other. */
function Sections({ isMasked }: { isMasked: boolean }) {
  const { t } = useTexts()
  const visible = isMasked ? (['timeline', 'jobs'] as const) : sections
  return (
    <nav className={styles.sections} aria-label={t('web.deal.sections')}>
      {visible.map((section) => (
        <Link key={section} to="." search={(search) => search} hash={section}>
          {t(`web.deal.section.${section}`)}
        </Link>
      ))}
    </nav>
  )
}
