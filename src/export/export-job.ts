import { createLogger } from '../core/logger.js'
import type { Language } from '../core/locale.js'
import { makeUniqueTitles } from '../document/model/unique-titles.js'
import type { Snapshot } from '../database/snapshot.js'
import type { ExportRecorder } from './export-recorder.js'
import type { ChunkSource } from './pull-stream.js'
import { formatValue, type ExportColumn } from './query/column.js'
import type { ExportQuery } from './query/export-query.js'
import type { LabelChoice } from './query/fields.js'
import type { RowWriter } from './writer/row-writer.js'

const log = createLogger('exports')

/** Rows that are read at a time. */
const batchSize = 500

type Batch = { row: string }[]

interface CountedIds {
  type: string
  ids: string[]
}

export interface ExportJobOptions {
  snapshot: Snapshot
  query: ExportQuery
  language: Language
  labels: LabelChoice
  createWriter: (columns: readonly ExportColumn[]) => RowWriter
  recorder: ExportRecorder
  /** Called with the number of rows of each batch. */
  charge: (rows: number) => void
  /** Called once, at the end. */
  release: () => void
}

/** Runs one export: reads rows batch by batch, writes them in their form, records them, and returns them as chunks. */
export class ExportJob implements ChunkSource {
  private readonly batches: AsyncGenerator<Batch>
  private textColumns: readonly ExportColumn[] = []
  private writer!: RowWriter
  /** Read ahead; undefined after the last batch. */
  private nextBatch: Batch | undefined
  private pending: Promise<Buffer | null> = Promise.resolve(null)
  private rowCount = 0
  private status: 'NEW' | 'READY' | 'RUNNING' | 'DONE' = 'NEW'
  private closing: Promise<void> | undefined

  constructor(private readonly options: ExportJobOptions) {
    const { text, values } = options.query.statement
    this.batches = options.snapshot.rows(text, values, batchSize)
  }

  /** Reads the first batch, so that an error of the query is reported before the response begins. */
  async prepare(): Promise<void> {
    const { query, recorder, language, labels, createWriter } = this.options
    this.nextBatch = await this.readBatch()
    const [first] = this.nextBatch ?? []
    const built = query.buildColumns({ language, labels, firstRow: first && JSON.parse(first.row) })
    const headings = makeUniqueTitles(built.map(({ heading }) => heading))
    const columns = built.map((column, i) => ({ ...column, heading: headings[i]! }))
    this.textColumns = columns.filter(({ kind, isList }) => kind === 'text' || kind === 'json' || isList)
    this.writer = createWriter(columns)
    await recorder.start(query)
    this.status = 'READY'
  }

  next(): Promise<Buffer | null> {
    return (this.pending = this.writeChunk())
  }

  /** Cancels the statement, and records an export that has not come to its end as broken off. */
  close(): Promise<void> {
    return (this.closing ??= this.end())
  }

  private async writeChunk(): Promise<Buffer | null> {
    if (this.status === 'DONE') return null
    const head = this.status === 'READY' ? await this.beginOutput() : Buffer.alloc(0)
    const batch = this.nextBatch
    const body = await (batch ? this.writeBatch(batch) : this.writer.end())
    const chunk = Buffer.concat([head, body])
    await this.options.recorder.add(chunk)
    if (batch) this.nextBatch = await this.readBatch()
    else await this.complete()
    return chunk.length > 0 ? chunk : this.writeChunk()
  }

  private async beginOutput(): Promise<Buffer> {
    this.status = 'RUNNING'
    const { query, recorder, snapshot } = this.options
    if (query.countedIds) {
      const { text, values } = query.countedIds
      for await (const rows of snapshot.rows<CountedIds>(text, values, 1))
        for (const { type, ids } of rows) await recorder.recordIds(type, ids)
    }
    return this.writer.begin()
  }

  private async writeBatch(batch: Batch): Promise<Buffer> {
    const rows = batch.map(({ row }) => JSON.parse(row) as unknown)
    for (const row of rows) this.trackRow(row)
    const bytes = await this.writer.writeRows(rows)
    this.rowCount += rows.length
    this.options.charge(rows.length)
    return bytes
  }

  private trackRow(row: unknown): void {
    const { query, recorder } = this.options
    query.extractIds(row, recorder.shownIds)
    for (const { read } of this.textColumns) {
      const value = read(row)
      if (value !== null) recorder.texts.add(formatValue(value))
    }
  }

  private async readBatch(): Promise<Batch | undefined> {
    const next = await this.batches.next()
    return next.done ? undefined : next.value
  }

  private async complete(): Promise<void> {
    await this.options.recorder.complete(this.rowCount)
    this.status = 'DONE'
  }

  private async end(): Promise<void> {
    const { snapshot, recorder, release } = this.options
    try {
      await snapshot.cancel()
      await this.pending.catch(() => undefined)
      await snapshot.close()
      if (this.status === 'READY' || this.status === 'RUNNING') await recorder.breakOff(this.rowCount)
    } catch (error) {
      log.warn({ err: error, export: recorder.id }, 'cannot record the end of an export')
    } finally {
      release()
    }
  }
}
