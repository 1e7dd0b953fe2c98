/** Records the reads of noted rows, before the answer goes out. */
import type { Pool } from 'pg'
import { notifyAs } from '../database/authenticated-query.js'

/** Maximum number of reads that are remembered. */
const maxReads = 100_000

const isMarked = (id: string): boolean => id.endsWith('/masked')

const hourOf = (time: number): number => Math.floor(time / 3_600_000)

/**
 * The database folds the reads of a row by a user in an hour into one. Those that this process has recorded in the
 * running hour are remembered, so that they take no further statement. A read in full after a masked one is recorded:
 * the id of a masked row has a mark, and an id without a mark is remembered only if it was read in full.
 */
export class RecordedReads {
  private hour = 0
  private readonly reads = new Set<string>()

  /** `reader` identifies the user: it is their id, or a token if the id is unknown. */
  async record(
    pool: Pool,
    token: Buffer | null,
    reader: string,
    sqlFunction: string,
    ids: readonly string[],
  ): Promise<void> {
    if (ids.length === 0) return
    this.forgetEarlierHours()
    const added = ids.filter((id) => !this.reads.has(`${reader} ${id}`))
    if (added.length === 0) return
    const inFull = await notifyAs(pool, token, sqlFunction, added, 'GRAPHQL')
    for (const id of added) if (inFull === true || isMarked(id)) this.reads.add(`${reader} ${id}`)
  }

  private forgetEarlierHours(): void {
    const hour = hourOf(Date.now())
    if (hour === this.hour && this.reads.size < maxReads) return
    this.reads.clear()
    this.hour = hour
  }
}
