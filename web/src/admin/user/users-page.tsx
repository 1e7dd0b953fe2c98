import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { AgencyNamesDocument } from '../../api/generated/admin/user/users.js'
import { useData } from '../../api/use-data.js'
import { buttonClass } from '../../design/button.js'
import { Choice, TextInput } from '../../design/field.js'
import { Icon } from '../../design/icon.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import { clearances, roles } from '../admin-rights.js'
import { UserTable } from './user-table.js'
import { userKinds, type UsersSearch } from './users-search.js'
import styles from '../admin.module.css'
import page from '../../design/page.module.css'

const NewUserDialog = lazy(async () => ({ default: (await import('./new-user-dialog.js')).NewUserDialog }))

/** The users of the viewer’s agency, or of all; the address holds the whole view. */
export function UsersPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const search = useSearch({ from: '/admin/users' })
  return (
    <AdminFrame
      title={t('web.admin.users')}
      actions={
        viewer.role === 'ADMIN' ? (
          <Link to="/admin/users/new" className={buttonClass('primary')}>
            <Icon name="plus" />
            {t('web.admin.newUser')}
          </Link>
        ) : null
      }
    >
      <Filter search={search} />
      <UserTable key={JSON.stringify(search)} search={search} />
    </AdminFrame>
  )
}

/** The address of the form for a new user: the form over the list. */
export function NewUserPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const navigate = useNavigate()
  return (
    <AdminFrame title={t('web.admin.users')}>
      <UserTable search={{}} />
      {viewer.role === 'ADMIN' ? (
        <Suspense>
          <NewUserDialog
            onClose={() => void navigate({ to: '/admin/users' })}
            onCreated={(id) => void navigate({ to: '/admin/users/$id', params: { id } })}
          />
        </Suspense>
      ) : null}
    </AdminFrame>
  )
}

function Filter({ search }: { search: UsersSearch }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const navigate = useNavigate({ from: '/admin/users' })
  const { data } = useData(AgencyNamesDocument, {})
  const change = (changes: { [Key in keyof UsersSearch]?: UsersSearch[Key] | undefined }) =>
    void navigate({ search: (current) => ({ ...current, ...changes }), replace: true })
  return (
    <form
      className={`${page.filter} ${styles.filter}`}
      role="search"
      aria-label={t('web.admin.filterUsers')}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextInput
        label={t('web.admin.words')}
        type="search"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <Choice
        label={t('web.account.agency')}
        value={search.agency ?? viewer.agency.code}
        options={[
          { value: 'all', label: t('web.admin.allAgencies') },
          ...(data?.agencies.nodes ?? [viewer.agency]).map(({ code, name }) => ({
            value: code,
            label: name,
          })),
        ]}
        onChange={(agency) => change({ agency: agency === viewer.agency.code ? undefined : agency })}
      />
      <Choice
        label={t('web.account.role')}
        none={t('web.admin.anyRole')}
        value={search.role ?? ''}
        options={roles.map((value) => ({ value, label: t(`web.role.${value}`) }))}
        onChange={(value) => change({ role: roles.find((code) => code === value) })}
      />
      <Choice
        label={t('web.account.clearance')}
        none={t('web.admin.anyClearance')}
        value={search.clearance ?? ''}
        options={clearances.map((value) => ({ value, label: t(`confidentiality.${value}`) }))}
        onChange={(value) => change({ clearance: clearances.find((code) => code === value) })}
      />
      <Choice
        label={t('web.admin.kind')}
        none={t('web.admin.anyKind')}
        value={search.kind ?? ''}
        options={userKinds.map((value) => ({ value, label: t(`web.admin.userKind.${value}`) }))}
        onChange={(value) => change({ kind: userKinds.find((code) => code === value) })}
      />
      <Choice
        label={t('web.admin.state')}
        value={search.active ?? ''}
        options={[
          { value: '', label: t('web.admin.active') },
          { value: 'no', label: t('web.admin.inactive') },
          { value: 'all', label: t('web.admin.activeOrNot') },
        ]}
        onChange={(value) => change({ active: value === 'no' || value === 'all' ? value : undefined })}
      />
    </form>
  )
}
