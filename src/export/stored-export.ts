/** An export that was made before, byte for byte, for its owner: as long as he may see every row that it shows. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { DataSource } from 'typeorm'
import type { Language } from '../core/locale.js'
import { problem } from '../core/problem.js'
import { writeAs } from '../database/asking.js'
import type { Snapshot } from '../database/snapshot.js'
import type { Asker } from '../read/asker.js'
import { shapeNamed } from '../read/shape.js'
import { audit } from '../write/audit.js'
import type { Source } from './pull-stream.js'
import type { Form } from './export-request.js'

const unpacked = promisify(gunzip)

export interface KeptExport {
  id: string
  name: string
  form: Form
  language: Language
  at: Date
  source: Source
}

interface Row {
  list: string
  form: Form
  language: Language
  at: Date
  kept: boolean
  rows: number
  sha256: string
}

/** Throws where there is none of his, where it is no longer kept, and where he sees less than it shows. */
export async function readKept(
  source: DataSource,
  asker: Asker,
  snapshot: Snapshot,
  id: string,
  over: () => void,
): Promise<KeptExport> {
  const row = await snapshot.one<Row>(
    `select list, form, language, asked_at as at, coalesce(kept_until > now(), false) as kept, row_count as rows, sha256
       from export where id = $1`,
    [id],
  )
  if (!row) throw problem('notFound', { what: 'export' })
  if (!row.kept) throw problem('exportGone')
  await checkSeen(snapshot, id)
  await writeAs(source, asker.token, (db, viewer) =>
    audit(
      { viewer, language: viewer.language, now: new Date(), db },
      { verb: 'exportAgain', subject: 'Export', id, after: { rows: row.rows, sha256: row.sha256 } },
    ),
  )
  const { list: name, form, language, at } = row
  return { id, name, form, language, at, source: new Parts(snapshot, id, over) }
}

async function checkSeen(snapshot: Snapshot, id: string): Promise<void> {
  const types = await snapshot.query<{ type: string }>(
    'select distinct type from export_seen where export_id = $1',
    [id],
  )
  for (const { type } of types) {
    const shape = shapeNamed(type)!
    const hidden = await snapshot.one(
      `select 1 from export_seen s, unnest(s.ids) i(id) where s.export_id = $1 and s.type = $2
          and not exists (select from ${shape.source} t where t."${shape.key}" = i.id) limit 1`,
      [id, type],
    )
    if (hidden) throw problem('exportNarrowed')
  }
}

class Parts implements Source {
  private readonly rows: AsyncGenerator<{ content: Buffer }[]>
  private under: Promise<Buffer | null> = Promise.resolve(null)

  constructor(
    private readonly snapshot: Snapshot,
    id: string,
    private readonly over: () => void,
  ) {
    const text = 'select content from export_part where export_id = $1 order by position'
    this.rows = snapshot.rows(text, [id], 1)
  }

  next(): Promise<Buffer | null> {
    return (this.under = this.piece())
  }

  private async piece(): Promise<Buffer | null> {
    const next = await this.rows.next()
    if (next.done) return null
    const piece = await unpacked(next.value[0]!.content)
    return piece.length > 0 ? piece : this.piece()
  }

  async close(): Promise<void> {
    await this.snapshot.cancel()
    await this.under.catch(() => undefined)
    await this.snapshot.close()
    this.over()
  }
}
