import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PipelineTableDocument } from '../api/generated/pipeline/pipeline.js'
import type { DealCardFragment } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { SortHeader } from '../design/sort-header.js'
import { TableState } from '../shell/table-state.js'
import { useViewer } from '../shell/viewer.js'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import { orderOf, tableWhere } from './pipeline-where.js'
import type { PipelineSearch, SortKey } from './pipeline-search.js'
import styles from './deal-table.module.css'

interface TableColumn {
  label: TextKey
  sort?: SortKey
  isNumber?: boolean
}

const columns: TableColumn[] = [
  { label: 'web.pipeline.reference', sort: 'reference' },
  { label: 'web.pipeline.deal' },
  { label: 'web.pipeline.stage', sort: 'stage' },
  { label: 'web.pipeline.days', sort: 'daysInStage', isNumber: true },
  { label: 'web.deal.jobs', isNumber: true },
  { label: 'web.deal.capex', isNumber: true },
  { label: 'web.deal.decision', sort: 'decision' },
  { label: 'web.deal.officer' },
]

/** The deals as rows. Sorting is part of the address; more rows are loaded on demand. */
export function DealTable({ search }: { search: PipelineSearch }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHeader key={column.label} column={column} search={search} />
            ))}
          </tr>
        </thead>
        {cursors.map((after, index) => (
          <Rows
            key={`${JSON.stringify(search)} ${after}`}
            search={search}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </table>
    </div>
  )
}

function ColumnHeader({
  column: { label, sort, isNumber },
  search,
}: {
  column: TableColumn
  search: PipelineSearch
}) {
  const { t } = useTexts()
  const isSorted = sort !== undefined && (search.sort ?? 'stage') === sort
  const direction = search.desc ? 'descending' : 'ascending'
  return (
    <SortHeader direction={isSorted ? direction : undefined} isNumber={isNumber}>
      {sort ? (
        <Link
          to="/pipeline"
          search={{ ...search, sort, desc: isSorted && !search.desc ? true : undefined }}
          replace
          className={styles.sort}
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
  search: PipelineSearch
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Rows({ search, after, onMore }: RowsProps) {
  const { t } = useTexts()
  const viewer = useViewer()
  const page = useData(PipelineTableDocument, {
    ...{ where: tableWhere(search, viewer), orderBy: orderOf(search), after },
  })
  const deals = page.data?.deals
  const cursor = deals?.pageInfo.hasNextPage ? deals.pageInfo.endCursor : null
  return (
    <tbody>
      {deals?.nodes.map((deal) => (
        <Row key={deal.id} deal={deal} />
      ))}
      <TableState
        columns={columns.length}
        page={page}
        rows={deals}
        nothing={t('web.pipeline.nothingMatches')}
        onMore={cursor && onMore ? () => onMore(cursor) : null}
      />
    </tbody>
  )
}

function Row({ deal }: { deal: DealCardFragment }) {
  const { t, format } = useTexts()
  const { currentProjection: jobs, capex } = deal
  return (
    <tr>
      <td className={styles.reference}>
        <Link to="/deals/$reference" params={{ reference: deal.reference }}>
          {deal.reference}
        </Link>
      </td>
      <th scope="row">
        {deal.masked ? deal.codeName : (deal.prospect?.name ?? deal.codeName)}
        {deal.masked ? null : <span className="meta"> {deal.title}</span>}
      </th>
      <td>{deal.stage.label}</td>
      <td className="numeric">{format.number(deal.daysInStage)}</td>
      <td className="numeric">
        {jobs ? format.range(jobs) : '–'}
        {jobs ? <span className="meta"> {t(`jobStanding.${jobs.standing}`).toLowerCase()}</span> : null}
      </td>
      <td className="numeric">{capex ? format.money(capex) : '–'}</td>
      <td>{deal.expectedDecision?.text ?? '–'}</td>
      <td>{deal.masked ? '' : (deal.officer?.name ?? '–')}</td>
    </tr>
  )
}
