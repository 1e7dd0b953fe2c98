/** One export under way: rows from the database, written in their form, kept, and given out. */
import { pino } from 'pino'
import type { Language } from '../core/locale.js'
import type { Snapshot } from '../database/snapshot.js'
import { said, type Column } from './query/column.js'
import type { Exportable } from './query/export-query.js'
import type { Source } from './pull-stream.js'
import type { Keeping } from './export-recorder.js'
import type { Writer } from './writer/row-writer.js'

const log = pino({ name: 'exports' })

/** Rows that are read at a time. */
const batch = 500

interface Counted {
  type: string
  ids: string[]
}

export interface Parts {
  snapshot: Snapshot
  asked: Exportable
  language: Language
  writer: (columns: readonly Column[]) => Writer
  keeping: Keeping
  /** Told of every row that was read. */
  charge: (rows: number) => void
  /** Told when all is over. */
  over: () => void
}

export class Run implements Source {
  private readonly rows: AsyncGenerator<{ row: string }[]>
  private texts: readonly Column[] = []
  private writer!: Writer
  private ahead: { row: string }[] | undefined
  private under: Promise<Buffer | null> = Promise.resolve(null)
  private count = 0
  private status: 'ASKED' | 'BEFORE' | 'RUNNING' | 'DONE' = 'ASKED'
  private closed: Promise<void> | undefined

  constructor(private readonly parts: Parts) {
    const { text, values } = parts.asked.statement
    this.rows = parts.snapshot.rows(text, values, batch)
  }

  /** Waits for the first rows, so that what is wrong with the question is told before an answer begins. */
  async begin(): Promise<void> {
    const { asked, keeping, language, writer } = this.parts
    this.ahead = await this.taken()
    const [first] = this.ahead ?? []
    const columns = asked.columns(language, first && JSON.parse(first.row))
    this.texts = columns.filter(({ kind, list }) => kind === 'text' || kind === 'json' || list)
    this.writer = writer(columns)
    await keeping.begin(asked)
    this.status = 'BEFORE'
  }

  next(): Promise<Buffer | null> {
    return (this.under = this.piece())
  }

  /** Ends the database's work, and says so where the answer had not come to its end. */
  close(): Promise<void> {
    return (this.closed ??= this.end())
  }

  private async piece(): Promise<Buffer | null> {
    if (this.status === 'DONE') return null
    const begins = this.status === 'BEFORE' ? await this.beginning() : Buffer.alloc(0)
    const rows = this.ahead
    const written = await (rows ? this.write(rows) : this.writer.end())
    const piece = Buffer.concat([begins, written])
    await this.parts.keeping.add(piece)
    if (rows) this.ahead = await this.taken()
    else await this.done()
    return piece.length > 0 ? piece : this.piece()
  }

  private async beginning(): Promise<Buffer> {
    this.status = 'RUNNING'
    const { asked, keeping, snapshot } = this.parts
    if (asked.counted)
      for await (const rows of snapshot.rows<Counted>(asked.counted.text, asked.counted.values, 1))
        for (const { type, ids } of rows) await keeping.count(type, ids)
    return this.writer.begin()
  }

  private async write(given: { row: string }[]): Promise<Buffer> {
    const rows = given.map(({ row }) => JSON.parse(row) as unknown)
    for (const row of rows) this.note(row)
    const written = await this.writer.rows(rows)
    this.count += rows.length
    this.parts.charge(rows.length)
    return written
  }

  private note(row: unknown): void {
    const { asked, keeping } = this.parts
    asked.note(row, keeping.seen)
    for (const { read } of this.texts) {
      const value = read(row)
      if (value !== null) keeping.words.add(said(value))
    }
  }

  private async taken(): Promise<{ row: string }[] | undefined> {
    const next = await this.rows.next()
    return next.done ? undefined : next.value
  }

  private async done(): Promise<void> {
    await this.parts.keeping.done(this.count)
    this.status = 'DONE'
  }

  private async end(): Promise<void> {
    const { snapshot, keeping, over } = this.parts
    try {
      await snapshot.cancel()
      await this.under.catch(() => undefined)
      await snapshot.close()
      if (this.status === 'BEFORE' || this.status === 'RUNNING') await keeping.brokenOff(this.count)
    } catch (error) {
      log.warn({ err: error, export: keeping.id }, 'the end of an export was not noted')
    } finally {
      over()
    }
  }
}
