import { useState } from 'react'
import { AuditedDealDocument } from '../../api/generated/admin/audit/audit.js'
import type { AuditedDealQuery } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import page from '../../design/page.module.css'

type Deal = NonNullable<AuditedDealQuery['deal']>

/** Who has read a RESTRICTED or SECRET deal, for a HEAD of its lead agency who sees it in full. */
export function ReadLog({ deal }: { deal: Deal }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const isHead = viewer.role === 'HEAD' && viewer.agency.id === deal.leadAgency.id && !deal.masked
  if (!isHead) return null
  return (
    <Panel title={t('web.admin.readLog')} count={deal.readLog.totalCount} id="read-log">
      {deal.readLog.totalCount === 0 ? <Empty>{t('web.admin.neverRead')}</Empty> : null}
      <ul className={page.rows}>
        {cursors.map((after, index) => (
          <Reads
            key={after}
            reference={deal.reference}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
          />
        ))}
      </ul>
    </Panel>
  )
}

interface ReadsProps {
  reference: string
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function Reads({ reference, after, onMore }: ReadsProps) {
  const { t, format } = useTexts()
  const { data } = useData(AuditedDealDocument, { reference, after })
  const log = data?.deal?.readLog
  const cursor = log?.pageInfo.hasNextPage ? log.pageInfo.endCursor : null
  return (
    <>
      {log?.nodes.map(({ id, firstAt, way, masked, user }) => (
        <li key={id}>
          <p className={page.line}>
            <strong>{user.name}</strong>
            <span>{t(`web.admin.readWay.${way}`)}</span>
            {masked ? <Badge>{t('web.admin.readMasked')}</Badge> : null}
          </p>
          <p className="meta">
            {user.agency.name} · {t('web.admin.readAt', { at: format.instant(firstAt) })}
          </p>
        </li>
      ))}
      {cursor && onMore ? (
        <li>
          <Button onClick={() => onMore(cursor)}>{t('web.state.more')}</Button>
        </li>
      ) : null}
    </>
  )
}
