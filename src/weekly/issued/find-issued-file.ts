import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** A file that the service gave out of an issued summary. */
export interface IssuedFile {
  agency: { code: string; name: string }
  week: string
  revision: number
  issuedAt: Date
  issuedBy: string
  format: string
  /** Null: the file is the same in every language. */
  language: string | null
  /** Parameters of CSV, or the address of a page under `latest`; empty: none. */
  variant: string
  /** When a name in the file was erased, so that it is not given out any more; null: never. */
  redactedAt: Date | null
}

export const hashFile = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** Returns the issued file with this SHA-256, in hexadecimal digits; null if there is none. Reads as the owner. */
export async function findIssuedFile(owner: ClientBase, sha256: string): Promise<IssuedFile | null> {
  const { rows } = await owner.query<IssuedFile>(
    `select json_build_object('code', a.code, 'name', a.name) as agency, s.week, s.revision, s.issued_at as "issuedAt",
        u.name as "issuedBy", f.format, f.language, f.variant, f.redacted_at as "redactedAt"
       from issued_form f join weekly_summary s on s.id = f.summary_id join agency a on a.id = s.agency_id
         join "user" u on u.id = s.issued_by_id
      where f.sha256 = $1 order by f.redacted_at desc nulls first, f.stored_at limit 1`,
    [sha256],
  )
  return rows[0] ?? null
}
