/** Renders documents beside the requests, in a worker thread, and lets users take turns. */
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { Piscina } from 'piscina'
import { appError } from '../core/error/app-error.js'
import { FairQueue } from '../core/fair-queue.js'
import type { RenderedFile } from './render.js'
import type { RenderJob } from './render-worker.js'

/** One at once, because a document needs a processor of its own; how many of one user, and of all, may wait. */
const concurrency = 1
const waiting = { line: 10, all: 200 }

/** Milliseconds after which an unused worker ends. */
const idleTimeout = 60_000

@Injectable()
export class RenderQueue implements OnModuleDestroy {
  private readonly turns = new FairQueue(concurrency, waiting)
  private readonly workers = new Piscina<RenderJob, RenderedFile>({
    filename: new URL('./render-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: concurrency,
    idleTimeout,
  })

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
