import { Link, useParams } from '@tanstack/react-router'
import { UserPageDocument } from '../../api/generated/admin/user/users.js'
import { useData } from '../../api/use-data.js'
import { ApiKeys } from '../../account/api-keys.js'
import { SignIns } from '../../account/sign-ins.js'
import { SqlLogins } from '../../account/sql-logins.js'
import { Fact, Facts } from '../../design/facts.js'
import { Panel } from '../../design/panel.js'
import { Badge, Skeleton } from '../../design/state.js'
import { Failure, NotFound } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { languageNames, useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import { canMakeKeys, canManage, canSeeKeys } from '../admin-rights.js'
import { Holdings } from './holdings.js'
import { UserActions } from './user-actions.js'
import { UserChanges } from './user-changes.js'
import { UserFeeds } from './user-feeds.js'
import { UserIdentities } from './user-identities.js'
import type { UserOfPage } from './user-of-page.js'
import page from '../../design/page.module.css'

/** One user: who they are, what they hold, how they sign in, and what reads in their name. */
export function UserPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const { id } = useParams({ from: '/admin/users/$id' })
  // What the role can never see is not requested; the service decides about the rest.
  const { data, error, isLoading, reload } = useData(UserPageDocument, {
    id,
    manages: viewer.role === 'ADMIN',
    seesKeys: viewer.role === 'ADMIN' || viewer.role === 'HEAD',
    seesChanges: viewer.role === 'ADMIN' || viewer.role === 'OPERATOR',
  })
  const user = data?.users.nodes[0]
  if (data && !user) return <NotFound />
  if (!user)
    return (
      <AdminFrame title={t('web.admin.users')}>
        {isLoading ? (
          <Skeleton rows={6} label={t('web.state.loading')} />
        ) : error ? (
          <Failure error={error} onRetry={reload} />
        ) : null}
      </AdminFrame>
    )
  return (
    <AdminFrame
      title={user.name}
      trail={<Link to="/admin/users">{t('web.admin.users')}</Link>}
      actions={canManage(viewer, user) ? <UserActions user={user} onChanged={reload} /> : null}
    >
      <UserDetails user={user} />
      <div className={page.columns}>
        <div className={page.column}>
          <Changes user={user} onChanged={reload} />
          <Holdings user={user} />
        </div>
        <Access user={user} onChanged={reload} />
      </div>
    </AdminFrame>
  )
}

interface PartProps {
  user: UserOfPage
  onChanged: () => void
}

function UserDetails({ user }: { user: UserOfPage }) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const { id, email, agency, role, clearance, language, kind, active, createdAt, hasSecondFactor } = user
  const empty = t('web.deal.notStated')
  return (
    <>
      {active && kind === 'PERSON' ? null : (
        <p className={page.line}>
          {kind === 'MACHINE' ? <Badge>{t('web.admin.userKind.MACHINE')}</Badge> : null}
          {active ? null : <Badge tone="warn">{t('web.admin.inactive')}</Badge>}
        </p>
      )}
      <Facts>
        <Fact label={t('web.account.email')} empty={empty}>
          {email}
        </Fact>
        <Fact label={t('web.account.agency')} empty={empty}>
          <Link to="/admin/agencies/$id" params={{ id: agency.id }}>
            {agency.name}
          </Link>
        </Fact>
        <Fact label={t('web.account.role')} empty={empty} note={t(`web.account.roleText.${role}`)}>
          {t(`web.role.${role}`)}
        </Fact>
        <Fact
          label={t('web.account.clearance')}
          empty={empty}
          note={t(`web.account.clearanceText.${clearance}`)}
        >
          {t(`confidentiality.${clearance}`)}
        </Fact>
        <Fact label={t('web.admin.language')} empty={empty}>
          {languageNames[language]}
        </Fact>
        <Fact label={t('web.admin.since')} empty={empty}>
          {format.instant(createdAt)}
        </Fact>
        {canManage(viewer, user) && kind === 'PERSON' ? (
          <Fact label={t('web.profile.factor')} empty={empty}>
            {t(hasSecondFactor ? 'web.profile.factorOn' : 'web.profile.factorOff')}
          </Fact>
        ) : null}
      </Facts>
      <p className={page.line}>
        {id === viewer.id ? <Link to="/profile">{t('web.shell.profile')}</Link> : null}
        <Link to="/admin/audit" search={{ by: id }}>
          {t('web.admin.whatTheyDid')}
        </Link>
        {canManage(viewer, user) || id === viewer.id ? (
          <Link to="/admin/audit" search={{ subject: id }}>
            {t('web.admin.historyOfAccount')}
          </Link>
        ) : null}
      </p>
    </>
  )
}

function Changes({ user: { changes }, onChanged }: PartProps) {
  const { t } = useTexts()
  if (!changes || changes.totalCount === 0) return null
  return (
    <Panel title={t('web.admin.changes')} count={changes.totalCount} id="changes">
      <UserChanges changes={changes.nodes} namesUser={false} onChanged={onChanged} />
    </Panel>
  )
}

/** How the user, or a program as the user, has access. */
function Access({ user, onChanged }: PartProps) {
  const viewer = useViewer()
  const holder = canMakeKeys(viewer, user) && user.active ? { id: user.id, isMachine: true } : null
  const seesKeys = canSeeKeys(viewer, user)
  const manages = canManage(viewer, user)
  const { apiKeys, sqlLogins, identities, signIns, calendarFeeds, kind } = user
  return (
    <div className={page.column}>
      {manages && identities && kind === 'PERSON' ? (
        <UserIdentities identities={identities} onChanged={onChanged} />
      ) : null}
      {seesKeys && apiKeys ? (
        <ApiKeys keys={apiKeys} holder={holder} canRevoke onChanged={onChanged} />
      ) : null}
      {seesKeys && sqlLogins ? (
        <SqlLogins logins={sqlLogins} holder={holder} canRevoke onChanged={onChanged} />
      ) : null}
      {manages && calendarFeeds && calendarFeeds.totalCount > 0 ? (
        <UserFeeds feeds={calendarFeeds} onChanged={onChanged} />
      ) : null}
      {manages && signIns && kind === 'PERSON' ? <SignIns signIns={signIns} /> : null}
    </div>
  )
}
