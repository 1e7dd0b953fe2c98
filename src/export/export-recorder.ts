/** What is kept of an export while it runs, and how it ends; each step a transaction of its own. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { DataSource, EntityManager } from 'typeorm'
import type { Language } from '../core/locale.js'
import type { Scope, Viewer } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { writeAs } from '../database/asking.js'
import { audit } from '../write/audit.js'
import { insertRow } from '../write/rows.js'
import { Export } from './export.entity.js'
import type { Exportable } from './query/export-query.js'
import type { Form } from './export-request.js'
import type { Seen } from './query/row-tracker.js'

const packed = promisify(gzip)

/** Bytes that wait to be kept. */
const most = 2 ** 20

interface Told {
  form: Form
  language: Language
  at: Date
  days: number
}

export class Keeping {
  readonly id = uuidv7(new Date())
  readonly seen: Seen = new Map()
  readonly words = new Set<string>()
  private readonly hash = createHash('sha256')
  private waiting: Buffer[] = []
  private size = 0
  private position = 0

  constructor(
    private readonly source: DataSource,
    private readonly token: Buffer | null,
    private readonly told: Told,
  ) {}

  /** Before anything goes out. */
  begin({ name, question }: Exportable): Promise<void> {
    const { form, language, at } = this.told
    // it may name a person
    this.words.add(JSON.stringify(question))
    return this.write(async (scope) => {
      const row = { id: this.id, userId: scope.viewer.id, list: name, form, language, question, askedAt: at }
      await insertRow(scope.db, Export, row)
      await this.audit(scope, 'export', { ...question, form, language, askedAt: at })
    })
  }

  /** Rows that are counted without being shown. */
  count(type: string, ids: readonly string[]): Promise<void> {
    return this.write(({ db }) => this.storeSeenOf(db, type, ids))
  }

  async add(piece: Buffer): Promise<void> {
    this.hash.update(piece)
    this.waiting.push(piece)
    this.size += piece.length
    if (this.size >= most) await this.write(({ db }) => this.store(db))
  }

  /** Before the last piece goes out. */
  done(rows: number): Promise<void> {
    return this.write(async (scope) => {
      await this.store(scope.db)
      await this.end(scope, { status: 'DONE', rows, sha256: this.hash.digest('hex') })
    })
  }

  /** The rows that went out until then are told; its content is not kept. */
  brokenOff(rows: number): Promise<void> {
    return this.write(async (scope) => {
      await this.storeSeen(scope.db)
      await this.end(scope, { status: 'BROKEN_OFF', rows, sha256: null })
    })
  }

  private async end(
    scope: Scope,
    { status, rows, sha256 }: { status: string; rows: number; sha256: string | null },
  ): Promise<void> {
    await scope.db.query('select note_exported($1)', [this.id])
    const [{ kept } = { kept: false }] = await scope.db.query<{ kept: boolean }[]>(
      'select question is not null and $2 as kept from export where id = $1',
      [this.id, status === 'DONE'],
    )
    if (!kept) await scope.db.query('delete from export_part where export_id = $1', [this.id])
    await scope.db.query(
      `update export set status = $2, row_count = $3, sha256 = $4, ended_at = $5,
         kept_until = case when $6 then $5::timestamptz + make_interval(days => $7) end where id = $1`,
      [this.id, status, rows, sha256, scope.now, kept, this.told.days],
    )
    await this.audit(scope, 'endExport', { status, rows, sha256 })
    await scope.db.query('select tidy_exports()')
  }

  private async store(db: EntityManager): Promise<void> {
    const content = await packed(Buffer.concat(this.waiting))
    const said = [...this.words].join('\n')
    await db.query(
      'insert into export_part (export_id, position, content, words) values ($1, $2, $3, words_of($4))',
      [this.id, this.position++, content, said],
    )
    await this.storeSeen(db)
    this.waiting = []
    this.size = 0
    this.words.clear()
  }

  private async storeSeen(db: EntityManager): Promise<void> {
    await Promise.all([...this.seen].map(([type, ids]) => this.storeSeenOf(db, type, [...ids])))
    this.seen.clear()
  }

  private async storeSeenOf(db: EntityManager, type: string, ids: readonly string[]): Promise<void> {
    await db.query('insert into export_seen (export_id, type, ids) values ($1, $2, $3)', [this.id, type, ids])
  }

  private audit(scope: Scope, verb: string, after: object): Promise<void> {
    return audit(scope, { verb, subject: 'Export', id: this.id, after })
  }

  private write(work: (scope: Scope) => Promise<void>): Promise<void> {
    return writeAs(this.source, this.token, (db: EntityManager, viewer: Viewer) =>
      work({ viewer, language: viewer.language, now: new Date(), db }),
    )
  }
}
