/** The files of issued summaries, stored as they first went out, so that each download gives the same bytes. */
import type { Pool } from 'pg'
import { checkReadScope } from '../../core/key-scopes.js'
import type { Language } from '../../core/locale.js'
import type { ViewerIdentity } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { readAs, withAuth } from '../../database/authenticated-query.js'
import type { ServiceSecret } from '../../database/service-secret.js'

/** What decides the bytes of a file, besides the summary and what its reader sees. */
export interface FormKey {
  format: string
  /** Null: the language of the user. */
  language: Language | null
  /** Options that change the bytes; empty: none. */
  variant: string
}

/** What a reader sees of an issued summary. Readers with the same digest get the same file. */
export interface IssuedView {
  summaryId: string
  digest: string
  /** How often the summary lost a name; a file is stored only if this is unchanged. */
  redactions: number
  /** Ids and references of the deals that the content names. */
  dealNames: string[]
}

/** The format that is the same in every language; a file of it is stored without one. */
const languageNeutral = 'json'

/** Returns the query that reads the view of the viewer; `id` is the SQL of the id of the summary. */
export const issuedViewSql = (id: string): string =>
  `select json_build_object('summaryId', s.id, 'digest', issued_view_digest(s.id), 'redactions', s.forms_redacted)::text
     from weekly_summary s where s.id = ${id}`

export interface StoredForm {
  viewer: ViewerIdentity
  /** Null if none is stored yet. */
  form: { body: Buffer; dealNames: string[] } | null
}

/** Reads the stored file for what the viewer sees today. `id` is the SQL of the summary's id over `values`. */
export async function readIssuedForm(
  pool: Pool,
  token: Buffer | null,
  { id, values, form }: { id: string; values: readonly unknown[]; form: FormKey },
): Promise<StoredForm> {
  const { format, language, variant } = form
  const [formatAt, languageAt, variantAt] = [1, 2, 3].map((i) => `$${values.length + i}::text`)
  // `a` is the row of the authentication
  const chosen = `case when ${formatAt} <> '${languageNeutral}' then coalesce(${languageAt}, a.language) end`
  const sql = `select read_issued_form(s.id, issued_view_digest(s.id), ${formatAt}, ${chosen}, ${variantAt})::text
      from weekly_summary s where s.id = ${id}`
  const all = [...values, format, language, variant]
  const { viewer, texts } = await readAs(pool, token, { text: withAuth([sql], all.length), values: all })
  checkReadScope(viewer, ['WeeklySummary'])
  const stored = JSON.parse(texts[0] ?? 'null') as { body: string; dealNames: string[] } | null
  return { viewer, form: stored && { ...stored, body: Buffer.from(stored.body, 'base64') } }
}

/**
 * Stores a rendered file, and returns the bytes that count: those of another process that was faster. Returns null if the
 * summary has lost a name since the view was read, so that it must be read again.
 */
export async function storeIssuedForm(
  pool: Pool,
  { secret }: ServiceSecret,
  { view, form, body }: { view: IssuedView; form: FormKey & { language: Language }; body: Buffer },
): Promise<Buffer | null> {
  const { summaryId, digest, dealNames, redactions } = view
  const language = form.format === languageNeutral ? null : form.language
  const { rows } = await pool.query<{ body: Buffer | null }>(
    'select store_issued_form($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as body',
    [
      ...[secret, uuidv7(), summaryId, digest, form.format, language, form.variant],
      ...[dealNames, body, redactions],
    ],
  )
  return rows[0]!.body
}
