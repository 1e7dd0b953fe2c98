import { Link } from '@tanstack/react-router'
import { AdminStartDocument } from '../../api/generated/admin/start/start.js'
import type { AdminStartQuery } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Panel } from '../../design/panel.js'
import { Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { isAdministrator, useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import { UserChanges } from '../user/user-changes.js'
import { ErasureRequests } from './erasure-requests.js'
import { HandoverOffers } from './handover-offers.js'
import page from '../../design/page.module.css'

/** What waits for a decision of the viewer, or of a second person after their request. */
export function StartPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const { role } = viewer
  const { data, error, isLoading, reload } = useData(AdminStartDocument, {
    decides: role === 'ADMIN' || role === 'OPERATOR',
    isHead: role === 'HEAD',
    reviews: role === 'HEAD' || role === 'ADMIN',
  })
  return (
    <AdminFrame title={t('web.admin.start')}>
      {isLoading ? <Skeleton rows={6} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data ? (
        isAdministrator(viewer) ? (
          <Decisions data={data} onChanged={reload} />
        ) : (
          <Empty action={<Link to="/profile">{t('web.shell.profile')}</Link>}>
            {t('web.admin.nothingForRole')}
          </Empty>
        )
      ) : null}
    </AdminFrame>
  )
}

function Decisions({ data, onChanged }: { data: AdminStartQuery; onChanged: () => void }) {
  const { t } = useTexts()
  const { userChanges, erasureRequests, handoverOffers, contactsToReview } = data
  const waiting = [userChanges, erasureRequests, handoverOffers, contactsToReview]
  if (waiting.every((list) => !list || list.totalCount === 0))
    return <Empty>{t('web.admin.allDecided')}</Empty>
  return (
    <>
      {userChanges && userChanges.totalCount > 0 ? (
        <Panel title={t('web.admin.changes')} count={userChanges.totalCount} id="changes">
          <UserChanges changes={userChanges.nodes} namesUser onChanged={onChanged} />
        </Panel>
      ) : null}
      {handoverOffers && handoverOffers.totalCount > 0 ? (
        <HandoverOffers offers={handoverOffers} onChanged={onChanged} />
      ) : null}
      {erasureRequests && erasureRequests.totalCount > 0 ? (
        <ErasureRequests requests={erasureRequests} onChanged={onChanged} />
      ) : null}
      {contactsToReview && contactsToReview.totalCount > 0 ? <Review contacts={contactsToReview} /> : null}
    </>
  )
}

/** People whose data were not needed for long: each page offers to erase them. */
function Review({ contacts }: { contacts: NonNullable<AdminStartQuery['contactsToReview']> }) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.admin.toReview')} count={contacts.totalCount} id="review">
      <p className={page.hidden}>{t('web.admin.toReviewText')}</p>
      <ul className={page.rows}>
        {contacts.nodes.map(({ id, name, jobTitle, prospect }) => (
          <li key={id} className={page.line}>
            <Link to="/contacts/$id" params={{ id }}>
              {name}
            </Link>
            <span className="meta">{[jobTitle, prospect?.name].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
