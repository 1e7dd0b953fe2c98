import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ProspectsDocument } from '../api/generated/prospect/prospects.js'
import type { ProspectsQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { SortHeader } from '../design/sort-header.js'
import { Badge } from '../design/state.js'
import { TableState } from '../shell/table-state.js'
import { useViewer } from '../shell/viewer.js'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import type { ProspectsSearch, ProspectSort } from './prospects-search.js'
import { prospectsOrder, prospectsWhere } from './prospects-where.js'
import table from '../design/table.module.css'

interface Column {
  label: TextKey
  sort?: ProspectSort
  isNumber?: boolean
}

const columns: Column[] = [
  { label: 'web.prospect.name', sort: 'name' },
  { label: 'web.prospect.place', sort: 'country' },
  { label: 'web.prospect.sector', sort: 'sector' },
  { label: 'web.prospect.headcount', sort: 'headcount', isNumber: true },
  { label: 'web.prospect.openDeals', isNumber: true },
  { label: 'web.prospect.lastMeeting' },
]

/** The companies as rows. Sorting is part of the address; more rows are loaded on demand. */
export function ProspectTable({ search }: { search: ProspectsSearch }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  return (
    <div className={table.scroll}>
      <table className={table.list}>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHeader key={column.label} column={column} search={search} />
            ))}
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

interface HeaderProps {
  column: Column
  search: ProspectsSearch
}

function ColumnHeader({ column: { label, sort, isNumber }, search }: HeaderProps) {
  const { t } = useTexts()
  const isSorted = sort !== undefined && (search.sort ?? 'name') === sort
  const direction = search.desc ? 'descending' : 'ascending'
  return (
    <SortHeader direction={isSorted ? direction : undefined} isNumber={isNumber}>
      {sort ? (
        <Link
          to="/prospects"
          search={{ ...search, sort, desc: isSorted && !search.desc ? true : undefined }}
          replace
          className={table.sort}
        >
          {t(label)}
        </Link>
      ) : (
        t(label)
      )}
    </SortHeader>
  )
}

interface RowsProps {
  search: ProspectsSearch
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Rows({ search, after, onMore }: RowsProps) {
  const { t } = useTexts()
  const { agency } = useViewer()
  const page = useData(ProspectsDocument, {
    where: prospectsWhere(search, agency.code),
    orderBy: prospectsOrder(search),
    after,
    open: { stage: { outcome: { eq: 'OPEN' } } },
  })
  const prospects = page.data?.prospects
  const cursor = prospects?.pageInfo.hasNextPage ? prospects.pageInfo.endCursor : null
  return (
    <tbody>
      {prospects?.nodes.map((prospect) => (
        <Row key={prospect.id} prospect={prospect} />
      ))}
      <TableState
        columns={columns.length}
        page={page}
        rows={prospects}
        nothing={t('web.prospect.nothingMatches')}
        onMore={cursor && onMore ? () => onMore(cursor) : null}
      />
    </tbody>
  )
}

function Row({ prospect }: { prospect: ProspectsQuery['prospects']['nodes'][number] }) {
  const { t, format } = useTexts()
  const { id, name, aliases, country, city, sector, headcount, archivedAt, deals, meetings } = prospect
  const lastMet = meetings.nodes[0]?.when.text
  return (
    <tr>
      <th scope="row">
        <Link to="/prospects/$id" params={{ id }}>
          {name}
        </Link>
        {archivedAt ? <Badge tone="warn">{t('web.prospect.archived')}</Badge> : null}
        {aliases.length > 0 ? <span className="meta">{aliases.join(', ')}</span> : null}
      </th>
      <td data-label={t('web.prospect.place')} data-empty={city || country ? undefined : ''}>
        {[city, country && format.country(country)].filter(Boolean).join(', ') || '–'}
      </td>
      <td data-label={t('web.prospect.sector')} data-empty={sector ? undefined : ''}>
        {sector ?? '–'}
      </td>
      <td
        className="numeric"
        data-label={t('web.prospect.headcount')}
        data-empty={headcount === null ? '' : undefined}
      >
        {headcount === null ? '–' : format.number(headcount)}
      </td>
      <td className="numeric" data-label={t('web.prospect.openDeals')}>
        {format.number(deals.totalCount)}
      </td>
      <td data-label={t('web.prospect.lastMeeting')} data-empty={lastMet ? undefined : ''}>
        {lastMet ?? '–'}
      </td>
    </tr>
  )
}
