/** The list of an agency's issued summaries, for the feed. */
import { checkReadScope } from '../core/key-scopes.js'
import type { Pool } from 'pg'
import type { ViewerIdentity } from '../core/scope.js'
import { withAuth, readAs } from '../database/authenticated-query.js'

export interface IssuedList {
  id: string
  code: string
  name: string
  createdAt: string
  /** The latest first. */
  issued: {
    id: string
    week: string
    revision: number
    issuedAt: string
    issuedBy: string
    reason: string | null
  }[]
}

const listSql = `select json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'createdAt', a.created_at, 'issued',
    (select coalesce(json_agg(json_build_object('id', s.id, 'week', s.week, 'revision', s.revision, 'issuedAt', s.issued_at,
        'issuedBy', u.name, 'reason', s.reason) order by s.issued_at desc, s.id desc), '[]')
       from weekly_summary s join "user" u on u.id = s.issued_by_id where s.agency_id = a.id))::text
  from agency a where a.code = $1`

/** Returns a null feed for an unknown agency. */
export async function readIssuedSummaries(
  pool: Pool,
  token: Buffer | null,
  agency: string,
): Promise<{ viewer: ViewerIdentity; feed: IssuedList | null }> {
  const { viewer, texts } = await readAs(pool, token, { text: withAuth([listSql], 1), values: [agency] })
  checkReadScope(viewer, ['IssuedSummary'])
  return { viewer, feed: JSON.parse(texts[0] ?? 'null') as IssuedList | null }
}
