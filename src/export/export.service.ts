import { setTimeout as pause } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { appError, badField } from '../core/error/app-error.js'
import { checkReadScope } from '../core/key-scopes.js'
import { poolBeside } from '../database/connection.js'
import { Snapshot } from '../database/snapshot.js'
import type { Caller } from '../read/caller.js'
import type { ViewerIdentity } from '../core/scope.js'
import { Settings } from '../config/settings.js'
import { Usage } from '../user/usage.js'
import type { ExportDownload } from './export-download.js'
import { ExportJob } from './export-job.js'
import { ExportRecorder } from './export-recorder.js'
import type { ExportForm, ExportRequest } from './export-request.js'
import type { ExportQuery } from './query/export-query.js'
import { isStatistic } from './query/statistic-export.js'
import { openStoredExport } from './stored-export.js'
import { CsvWriter } from './writer/csv-writer.js'
import { JsonWriter } from './writer/json-writer.js'
import { NdjsonWriter } from './writer/ndjson-writer.js'
import { PackageWriter } from './writer/package-writer.js'
import type { RowWriter, RowWriterOptions } from './writer/row-writer.js'
import { XlsxWriter } from './writer/xlsx-writer.js'

/** Exports that run at the same time in one process. The users of one agency leave a place to the others. */
const maxRunning = { total: 4, perUser: 2, perAgency: 3 }

/** Milliseconds to wait for a place: an export gives its own back shortly after its client has read the last byte. */
const placeWait = 500

/** Cost of an export besides its rows. */
const baseCost = 100

const writers: Record<ExportForm, new (options: RowWriterOptions) => RowWriter> = {
  CSV: CsvWriter,
  XLSX: XlsxWriter,
  ZIP: PackageWriter,
  NDJSON: NdjsonWriter,
  JSON: JsonWriter,
}

/** Runs exports, limited in number, on database connections of their own. */
@Injectable()
export class ExportService {
  private pool: Pool | undefined
  /** Who reads each running export. */
  private readonly readers: ViewerIdentity[] = []

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly usage: Usage,
  ) {}

  /** Starts an export of the current rows, which an aborted `signal` ends. `buildQuery` throws for a faulty request. */
  start(
    caller: Caller,
    signal: AbortSignal,
    request: ExportRequest,
    buildQuery: (snapshot: Snapshot) => Promise<ExportQuery>,
  ): Promise<ExportDownload> {
    return this.withSnapshot(caller, signal, async (snapshot, release) => {
      const query = await buildQuery(snapshot)
      checkReadScope(snapshot.viewer, query.statement.types)
      if (request.hasLabels && isStatistic(query.name)) throw badField('labels', 'WITHOUT_EFFECT')
      const { form, bom, dialect, labels } = request
      const language = request.language ?? snapshot.viewer.language
      await snapshot.setLanguage(language)
      const dataAt = snapshot.at
      const properties = { form, language, dataAt, storageDays: this.settings.exportDays }
      const recorder = new ExportRecorder(this.source, caller.token, properties)
      const job = new ExportJob({
        ...{ snapshot, query, language, labels, recorder, release },
        createWriter: (columns) =>
          new writers[form]({
            ...{ title: query.name, language, dataAt, question: query.question },
            ...{ bom, dialect, columns },
          }),
        charge: (rows) => this.usage.note({ ...caller, isCharged: false, cost: rows * query.statement.cost }),
      })
      await job.prepare()
      return {
        id: recorder.id,
        name: query.name,
        question: query.question,
        form,
        language,
        dataAt,
        source: job,
      }
    })
  }

  /** Opens an earlier export, to send the same bytes. */
  reopen(caller: Caller, signal: AbortSignal, id: string): Promise<ExportDownload> {
    return this.withSnapshot(caller, signal, async (snapshot, release) => {
      checkReadScope(snapshot.viewer, ['Export'])
      return openStoredExport(this.source, caller, snapshot, id, release)
    })
  }

  async stop(): Promise<void> {
    await this.pool?.end()
  }

  /** Has one more connection than exports, to cancel a statement. */
  private get connections(): Pool {
    return (this.pool ??= poolBeside(this.source, maxRunning.total + 1))
  }

  /** Takes one of the places and a connection. `release` gives the place back, when the export has ended. */
  private async withSnapshot<T>(
    caller: Caller,
    signal: AbortSignal,
    work: (snapshot: Snapshot, release: () => void) => Promise<T>,
  ): Promise<T> {
    const release = await this.takePlace(await this.usage.admit(caller, baseCost))
    const snapshot = await Snapshot.open(this.connections, caller.token).catch((error: unknown) => {
      release()
      throw error
    })
    cancelOnAbort(snapshot, signal)
    try {
      return await work(snapshot, release)
    } catch (error) {
      await snapshot.close()
      release()
      throw error
    }
  }

  /** Returns what gives the place back. Throws RATE_LIMITED when there is none for this user. */
  private async takePlace(viewer: ViewerIdentity): Promise<() => void> {
    for (const until = Date.now() + placeWait; this.isFull(viewer) && Date.now() < until;) await pause(25)
    if (this.isFull(viewer)) throw appError('exportsBusy', {}, { extra: { retryAfter: 5 } })
    this.readers.push(viewer)
    return () => void this.readers.splice(this.readers.indexOf(viewer), 1)
  }

  private isFull({ id, agencyId }: ViewerIdentity): boolean {
    return (
      this.readers.length >= maxRunning.total ||
      this.readers.filter((reader) => reader.id === id).length >= maxRunning.perUser ||
      this.readers.filter((reader) => reader.agencyId === agencyId).length >= maxRunning.perAgency
    )
  }
}

function cancelOnAbort(snapshot: Snapshot, signal: AbortSignal): void {
  const cancel = () => void snapshot.cancel().catch(() => undefined)
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
}
