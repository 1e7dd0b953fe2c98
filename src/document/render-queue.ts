/** Reads documents, and renders them beside the requests in a worker thread; users take turns at both. */
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { Piscina } from 'piscina'
import { appError } from '../core/error/app-error.js'
import { FairQueue } from '../core/fair-queue.js'
import type { RenderedFile } from './render.js'
import type { RenderJob } from './render-worker.js'

/** One at once, because a document needs a processor of its own; how many of one user, and of all, may wait. */
const concurrency = 1
const waiting = { line: 10, all: 200 }

/** How many users' documents are read at once: the statement of a week keeps a processor of the database busy too. */
const concurrentReads = 2

/** Milliseconds after which an unused worker ends. */
const idleTimeout = 60_000

@Injectable()
export class RenderQueue implements OnModuleDestroy {
  private readonly turns = new FairQueue(concurrency, waiting)
  private readonly readTurns = new FairQueue(concurrentReads, waiting)
  private readonly workers = new Piscina<RenderJob, RenderedFile>({
    filename: new URL('./render-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: concurrency,
    idleTimeout,
  })

  /** Reads the content of a document when it is the user's turn. Throws RATE_LIMITED when too many of theirs wait. */
  read<T>(user: string, work: () => Promise<T>): Promise<T> {
    return this.readTurns.run(user, work, () => appError('documentsBusy'))
  }

  /** Returns the file. Throws RATE_LIMITED when too many of the user's documents wait. */
  async render(user: string, job: RenderJob): Promise<RenderedFile> {
    const refusal = () => appError('documentsBusy')
    const { fileName, body } = await this.turns.run(user, () => this.workers.run(job), refusal)
    // A message between threads holds a plain array of bytes.
    return { fileName, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }
  }

  async onModuleDestroy(): Promise<void> {
    await this.workers.destroy()
  }
}
