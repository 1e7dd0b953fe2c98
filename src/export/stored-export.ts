/** An earlier export, byte for byte, for its owner, as long as the owner may see every row that it shows. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { DataSource } from 'typeorm'
import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import { writeAs } from '../database/authenticated-query.js'
import type { Snapshot } from '../database/snapshot.js'
import type { Caller } from '../read/caller.js'
import { findShape } from '../read/shape.js'
import { audit } from '../write/audit.js'
import type { ExportDownload } from './export-download.js'
import type { ExportForm } from './export-request.js'
import type { ChunkSource } from './pull-stream.js'

const decompress = promisify(gunzip)

interface StoredRow {
  list: string
  question: object | null
  form: ExportForm
  language: Language
  at: Date
  isStored: boolean
  rows: number
  sha256: string
  /** As text; null for an export before it was counted. */
  size: string | null
}

/**
 * Throws NOT_FOUND for an export that does not exist, is not the user's or is no longer stored, and FORBIDDEN if the user
 * may no longer see a row of it.
 */
export async function openStoredExport(
  source: DataSource,
  caller: Caller,
  snapshot: Snapshot,
  id: string,
  release: () => void,
): Promise<ExportDownload> {
  const row = await snapshot.one<StoredRow>(
    `select list, question, form, language, asked_at as at, coalesce(kept_until > now(), false) as "isStored", row_count as rows, sha256, byte_count as size
       from export where id = $1`,
    [id],
  )
  if (!row) throw appError('notFound', { what: 'export' })
  if (!row.isStored) throw appError('exportGone')
  await checkAccess(snapshot, id)
  const { list: name, question, form, language, at: dataAt, rows, sha256, size } = row
  const stored = {
    sha256,
    size: size === null ? null : Number(size),
    recordDownload: () =>
      writeAs(source, caller.token, async (db, viewer) => {
        await audit(
          { viewer, language: viewer.language, now: new Date(), db },
          { verb: 'exportAgain', subject: 'Export', id, after: { rows, sha256 } },
        )
        await db.query('select record_secret_export($1)', [id])
      }),
  }
  return {
    id,
    name,
    question,
    form,
    language,
    dataAt,
    stored,
    source: new StoredChunks(snapshot, id, release),
  }
}

/** Rows that are no type of the API: they are stored as `MeetingParticipantText`. */
const textOfParticipant = { source: 'meeting_participant_text', key: 'participant_id' }

/** Throws FORBIDDEN if row-level security hides any row whose id is stored with the export. */
async function checkAccess(snapshot: Snapshot, id: string): Promise<void> {
  const types = await snapshot.query<{ type: string }>(
    'select distinct type from export_row where export_id = $1',
    [id],
  )
  for (const { type } of types) {
    const { source, key } = type === 'MeetingParticipantText' ? textOfParticipant : findShape(type)!
    const hiddenRow = await snapshot.one(
      `select 1 from export_row s, unnest(s.ids) i(id) where s.export_id = $1 and s.type = $2
          and not exists (select from ${source} t where t."${key}" = i.id) limit 1`,
      [id, type],
    )
    if (hiddenRow) throw appError('exportNarrowed')
  }
}

class StoredChunks implements ChunkSource {
  private readonly rows: AsyncGenerator<{ content: Buffer }[]>
  private pending: Promise<Buffer | null> = Promise.resolve(null)

  constructor(
    private readonly snapshot: Snapshot,
    id: string,
    private readonly release: () => void,
  ) {
    const text = 'select content from export_part where export_id = $1 order by position'
    this.rows = snapshot.rows(text, [id], 1)
  }

  next(): Promise<Buffer | null> {
    return (this.pending = this.readChunk())
  }

  /** Skips empty parts, as an empty chunk would end the stream. */
  private async readChunk(): Promise<Buffer | null> {
    const next = await this.rows.next()
    if (next.done) return null
    const chunk = await decompress(next.value[0]!.content)
    return chunk.length > 0 ? chunk : this.readChunk()
  }

  async close(): Promise<void> {
    await this.snapshot.cancel()
    await this.pending.catch(() => undefined)
    await this.snapshot.close()
    this.release()
  }
}
