import { Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import { poolBeside } from '../database/connection.js'
import { Snapshot } from '../database/snapshot.js'
import type { Caller } from '../read/caller.js'
import { Settings } from '../config/settings.js'
import { Usage } from '../user/usage.js'
import { CsvWriter } from './csv-writer.js'
import type { Exportable } from './exportable.js'
import type { Source } from './flow.js'
import { Keeping } from './keeping.js'
import { readKept, type KeptExport } from './kept.js'
import { JsonWriter } from './json-writer.js'
import { NdjsonWriter } from './ndjson-writer.js'
import { Run } from './run.js'
import type { Form, Wanted } from './wanted.js'
import type { Writer, WriterOptions } from './writer.js'
import { XlsxWriter } from './xlsx-writer.js'

/** Exports that one process has under way, together and of one user. */
const most = { together: 4, each: 2 }

/** What an export costs besides its rows. */
const beginning = 100

export interface Begun {
  id: string
  name: string
  form: Form
  language: Language
  at: Date
  source: Source
}

const writers: Record<Form, new (options: WriterOptions) => Writer> = {
  CSV: CsvWriter,
  XLSX: XlsxWriter,
  NDJSON: NdjsonWriter,
  JSON: JsonWriter,
}

/** Exports: bounded in number, on connections of their own. */
@Injectable()
export class Exporting {
  private pool: Pool | undefined
  private readonly users: string[] = []
  private places = 0

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly usage: Usage,
  ) {}

  /** Rows as they are now; `ask` throws where the question is wrong. `gone` says that nobody waits for them any more. */
  begin(
    asker: Caller,
    gone: AbortSignal,
    wanted: Wanted,
    ask: (snapshot: Snapshot) => Promise<Exportable>,
  ): Promise<Begun> {
    return this.holding(asker, gone, async (snapshot, over) => {
      const asked = await ask(snapshot)
      const language = wanted.language ?? snapshot.viewer.language
      await snapshot.setLanguage(language)
      const told = { form: wanted.form, language, at: snapshot.at, days: this.settings.exportDays }
      const keeping = new Keeping(this.source, asker.token, told)
      const options = { title: asked.name, bom: wanted.bom, delimiter: wanted.delimiter }
      const run = new Run({
        ...{ snapshot, asked, language, keeping, over },
        writer: (columns) => new writers[wanted.form]({ ...options, columns }),
        charge: (rows) => this.usage.note({ ...asker, isCharged: false, cost: rows * asked.statement.cost }),
      })
      await run.begin()
      return { ...told, id: keeping.id, name: asked.name, source: run }
    })
  }

  /** An earlier export, as it was. */
  again(asker: Caller, gone: AbortSignal, id: string): Promise<KeptExport> {
    return this.holding(asker, gone, (snapshot, over) => readKept(this.source, asker, snapshot, id, over))
  }

  async stop(): Promise<void> {
    await this.pool?.end()
  }

  /** One more than exports, to cancel one by. */
  private connections(): Pool {
    return (this.pool ??= poolBeside(this.source, most.together + 1))
  }

  /** Takes a place and a connection, which whoever gets them gives back by `over`. */
  private async holding<T>(
    asker: Caller,
    gone: AbortSignal,
    work: (snapshot: Snapshot, over: () => void) => Promise<T>,
  ): Promise<T> {
    asker.cost = beginning
    this.usage.charge(asker)
    if (this.places >= most.together) throw busy()
    this.places += 1
    const snapshot = await Snapshot.open(this.connections(), asker.token).catch((error: unknown) => {
      this.places -= 1
      throw error
    })
    const { viewer } = snapshot
    Object.assign(asker, { viewer, language: viewer.language })
    this.usage.note(asker)
    this.users.push(viewer.id)
    const over = () => {
      this.places -= 1
      this.users.splice(this.users.indexOf(viewer.id), 1)
    }
    const cancel = () => void snapshot.cancel().catch(() => undefined)
    if (gone.aborted) cancel()
    gone.addEventListener('abort', cancel)
    try {
      if (this.users.filter((id) => id === viewer.id).length > most.each) throw busy()
      return await work(snapshot, over)
    } catch (error) {
      await snapshot.close()
      over()
      throw error
    }
  }
}

const busy = () => appError('exportsBusy', {}, { extra: { retryAfter: 5 } })
