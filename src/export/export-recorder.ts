/** Records an export while it runs: its content, the ids of its rows, its texts, and how it ends. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { DataSource, EntityManager } from 'typeorm'
import type { Language } from '../core/locale.js'
import type { Scope, ViewerIdentity } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { writeAs } from '../database/authenticated-query.js'
import { audit } from '../write/audit.js'
import { insertRow } from '../write/rows.js'
import type { ExportForm } from './export-request.js'
import { Export, type ExportStatus } from './export.entity.js'
import type { ExportQuery } from './query/export-query.js'
import type { ShownIds } from './query/row-tracker.js'

const compress = promisify(gzip)

/** Content that is collected in memory before it is stored. */
const maxPendingBytes = 2 ** 20

interface ExportProperties {
  form: ExportForm
  language: Language
  dataAt: Date
  /** How many days the export can be downloaded again. */
  storageDays: number
}

interface ExportResult {
  status: Exclude<ExportStatus, 'RUNNING'>
  rows: number
  /** In hexadecimal; null for incomplete content. */
  sha256: string | null
}

/** Each step is a transaction of its own. */
export class ExportRecorder {
  readonly id = uuidv7(new Date())
  readonly shownIds: ShownIds = new Map()
  /** An erasure finds the exports that name a person by the words of these texts. */
  readonly texts = new Set<string>()
  private readonly hash = createHash('sha256')
  private pending: Buffer[] = []
  private pendingBytes = 0
  private position = 0
  private byteCount = 0

  constructor(
    private readonly source: DataSource,
    private readonly token: Buffer | null,
    private readonly properties: ExportProperties,
  ) {}

  /** Records the query before any row is sent, so that an export that breaks off is in the audit trail. */
  start({ name, question }: ExportQuery): Promise<void> {
    const { form, language, dataAt } = this.properties
    this.texts.add(JSON.stringify(question)) // a condition may name a person
    return this.write(async (scope) => {
      const row = {
        ...{ id: this.id, userId: scope.viewer.id, list: name, form, language, question },
        askedAt: dataAt,
      }
      await insertRow(scope.db, Export, row)
      await this.audit(scope, 'export', { ...question, form, language, askedAt: dataAt })
    })
  }

  /** Records rows that are counted without being shown. */
  recordIds(type: string, ids: readonly string[]): Promise<void> {
    return this.write(({ db }) => this.storeIdsOf(db, type, ids))
  }

  async add(chunk: Buffer): Promise<void> {
    this.hash.update(chunk)
    this.pending.push(chunk)
    this.pendingBytes += chunk.length
    this.byteCount += chunk.length
    if (this.pendingBytes >= maxPendingBytes) await this.write(({ db }) => this.storeContent(db))
  }

  /** Must be called before the last chunk is sent. */
  complete(rows: number): Promise<void> {
    return this.write(async (scope) => {
      await this.storeContent(scope.db)
      await this.end(scope, { status: 'DONE', rows, sha256: this.hash.digest('hex') })
    })
  }

  /** Records the rows that were sent until then; their content is not stored. */
  breakOff(rows: number): Promise<void> {
    return this.write(async (scope) => {
      await this.storeIds(scope.db)
      await this.end(scope, { status: 'BROKEN_OFF', rows, sha256: null })
    })
  }

  private async end(scope: Scope, { status, rows, sha256 }: ExportResult): Promise<void> {
    await scope.db.query('select record_secret_export($1)', [this.id])
    // an erasure since the start has removed the question, and with it the content
    const [{ isStored } = { isStored: false }] = await scope.db.query<{ isStored: boolean }[]>(
      'select question is not null and $2 as "isStored" from export where id = $1',
      [this.id, status === 'DONE'],
    )
    if (!isStored) await scope.db.query('delete from export_part where export_id = $1', [this.id])
    await scope.db.query(
      `update export set status = $2, row_count = $3, sha256 = $4, ended_at = $5, byte_count = $8,
         kept_until = case when $6 then $5::timestamptz + make_interval(days => $7) end where id = $1`,
      [
        ...[this.id, status, rows, sha256, scope.now, isStored, this.properties.storageDays],
        status === 'DONE' ? this.byteCount : null,
      ],
    )
    await this.audit(scope, 'endExport', { status, rows, sha256 })
    await scope.db.query('select purge_exports()')
  }

  private async storeContent(db: EntityManager): Promise<void> {
    const content = await compress(Buffer.concat(this.pending))
    await db.query(
      'insert into export_part (export_id, position, content, words) values ($1, $2, $3, token_hashes($4))',
      [this.id, this.position++, content, [...this.texts].join('\n')],
    )
    await this.storeIds(db)
    this.pending = []
    this.pendingBytes = 0
    this.texts.clear()
  }

  private async storeIds(db: EntityManager): Promise<void> {
    await Promise.all([...this.shownIds].map(([type, ids]) => this.storeIdsOf(db, type, [...ids])))
    this.shownIds.clear()
  }

  private async storeIdsOf(db: EntityManager, type: string, ids: readonly string[]): Promise<void> {
    await db.query('insert into export_row (export_id, type, ids) values ($1, $2, $3)', [this.id, type, ids])
  }

  private audit(scope: Scope, verb: string, after: object): Promise<void> {
    return audit(scope, { verb, subject: 'Export', id: this.id, after })
  }

  private write(work: (scope: Scope) => Promise<void>): Promise<void> {
    return writeAs(this.source, this.token, (db: EntityManager, viewer: ViewerIdentity) =>
      work({ viewer, language: viewer.language, now: new Date(), db }),
    )
  }
}
