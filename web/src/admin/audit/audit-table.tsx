import { useState } from 'react'
import { AuditDocument } from '../../api/generated/admin/audit/audit.js'
import { useData } from '../../api/use-data.js'
import { TableState } from '../../shell/table-state.js'
import { useTexts } from '../../text/texts.js'
import { AuditRow } from './audit-row.js'
import { auditVariables, type AuditSearch } from './audit-search.js'
import { useNames } from './use-names.js'
import { idsIn } from './words.js'
import table from '../../design/table.module.css'

interface AuditTableProps {
  search: AuditSearch
  /** The deal whose changes are shown, with those of its parts; undefined: no deal is chosen. */
  dealId: string | undefined
}

/** The entries of the audit trail, the latest first. */
export function AuditTable({ search, dealId }: AuditTableProps) {
  const { t } = useTexts()
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  return (
    <div className={table.scroll}>
      <table className={table.list}>
        <thead>
          <tr>
            <th scope="col">{t('web.admin.when')}</th>
            <th scope="col">{t('web.admin.by')}</th>
            <th scope="col">{t('web.admin.what')}</th>
            <th scope="col">{t('web.admin.changed')}</th>
          </tr>
        </thead>
        {cursors.map((after, index) => (
          <Rows
            key={after}
            search={search}
            dealId={dealId}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface RowsProps extends AuditTableProps {
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Rows({ search, dealId, after, onMore }: RowsProps) {
  const { t } = useTexts()
  const page = useData(AuditDocument, { ...auditVariables(search, dealId), after })
  const history = page.data?.history
  const entries = history?.nodes ?? []
  const names = useNames(entries.flatMap(({ before, after, subjectId }) => idsIn([before, after, subjectId])))
  const cursor = history?.pageInfo.hasNextPage ? history.pageInfo.endCursor : null
  return (
    <tbody>
      {entries.map((entry) => (
        <AuditRow key={entry.id} entry={entry} names={names} />
      ))}
      <TableState
        columns={4}
        page={page}
        rows={history}
        nothing={t('web.admin.noEntry')}
        onMore={cursor && onMore ? () => onMore(cursor) : null}
      />
    </tbody>
  )
}
