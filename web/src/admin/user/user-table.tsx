import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { UsersDocument } from '../../api/generated/admin/user/users.js'
import type { UserFactsFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { SortHeader } from '../../design/sort-header.js'
import { Badge } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { TableState } from '../../shell/table-state.js'
import type { TextKey } from '../../text/translate.js'
import { useTexts } from '../../text/texts.js'
import { usersOrder, usersWhere, type UsersSearch, type UserSort } from './users-search.js'
import table from '../../design/table.module.css'

const columns: { label: TextKey; sort: UserSort }[] = [
  { label: 'web.account.name', sort: 'name' },
  { label: 'web.account.agency', sort: 'agency' },
  { label: 'web.account.role', sort: 'role' },
  { label: 'web.account.clearance', sort: 'clearance' },
]

/** The users as rows. Sorting is part of the address; more rows are loaded on demand. */
export function UserTable({ search }: { search: UsersSearch }) {
  const { t } = useTexts()
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const direction = search.desc ? 'descending' : 'ascending'
  return (
    <div className={table.scroll}>
      <table className={table.list}>
        <thead>
          <tr>
            {columns.map(({ label, sort }) => {
              const isSorted = (search.sort ?? 'name') === sort
              return (
                <SortHeader key={sort} direction={isSorted ? direction : undefined}>
                  <Link
                    to="/admin/users"
                    search={{ ...search, sort, desc: isSorted && !search.desc ? true : undefined }}
                    replace
                    className={table.sort}
                  >
                    {t(label)}
                  </Link>
                </SortHeader>
              )
            })}
          </tr>
        </thead>
        {cursors.map((after, index) => (
          <Rows
            key={after}
            search={search}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface RowsProps {
  search: UsersSearch
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Rows({ search, after, onMore }: RowsProps) {
  const { t } = useTexts()
  const { agency } = useViewer()
  const page = useData(UsersDocument, {
    ...{ where: usersWhere(search, agency.code), orderBy: usersOrder(search), after },
  })
  const users = page.data?.users
  const cursor = users?.pageInfo.hasNextPage ? users.pageInfo.endCursor : null
  return (
    <tbody>
      {users?.nodes.map((user) => (
        <Row key={user.id} user={user} />
      ))}
      <TableState
        columns={columns.length}
        page={page}
        rows={users}
        nothing={t('web.admin.noUserMatches')}
        onMore={cursor && onMore ? () => onMore(cursor) : null}
      />
    </tbody>
  )
}

function Row({ user }: { user: UserFactsFragment & { id: string } }) {
  const { t } = useTexts()
  const { id, name, email, kind, active, agency, role, clearance } = user
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/users/$id" params={{ id }}>
          {name}
        </Link>{' '}
        {kind === 'MACHINE' ? <Badge>{t('web.admin.userKind.MACHINE')}</Badge> : null}{' '}
        {active ? null : <Badge tone="warn">{t('web.admin.inactive')}</Badge>}
        <span className="meta">{email}</span>
      </th>
      <td data-label={t('web.account.agency')}>{agency.name}</td>
      <td data-label={t('web.account.role')}>{t(`web.role.${role}`)}</td>
      <td data-label={t('web.account.clearance')}>{t(`confidentiality.${clearance}`)}</td>
    </tr>
  )
}
