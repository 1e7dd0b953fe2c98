/** Reads what has changed since a position, as the viewer behind a token. */
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { scopesOfTypes } from '../core/key-scopes.js'
import type { ViewerIdentity } from '../core/scope.js'
import { readAs, withAuth } from '../database/authenticated-query.js'
import type { Cancellation } from '../database/cancellation.js'
import { poolOf } from '../database/connection.js'
import { ServiceSecret } from '../database/service-secret.js'
import { Change, Changes } from './change.js'
import { openPosition, sealPosition, type Position } from './change-position.js'

/** Maximum number of rows of one event; beyond it, the client reads everything again. */
const maxRows = 200

/** Milliseconds for which changes are kept (`purge_expired.sql`), less an hour. */
const maxAge = 23 * 3_600_000

/** Types of rows in the table `change`, as `record_changes.sql` lists them. */
const entities = [
  'Deal',
  'Location',
  'Meeting',
  'Agreement',
  'Claim',
  'Task',
  'Prospect',
  'Stake',
  'Contact',
  'Employment',
  'Site',
]

const positionSql = `select json_build_object('snapshot', pg_current_snapshot()::text, 'epoch', pg_postmaster_start_time()::text)::text`

const statement = {
  text: withAuth([positionSql, 'select changes_since($1::pg_snapshot, $2::text[], $3::int)::text'], 3),
  name: 'changes_since',
}

interface ChangedRow {
  entity: string
  id: string
  at: string
  own: boolean
  deals: string[]
}

export interface ReadResult {
  position: Position
  event: Changes
}

@Injectable()
export class ChangeFeed {
  private key: Promise<Buffer> | undefined

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Returns the position of a client; null if it is unknown, of another user, or too old. */
  async positionOf(viewer: ViewerIdentity, text: string): Promise<Position | null> {
    const position = openPosition(await this.positionKey(), viewer.id, text)
    return position && Date.now() - position.at < maxAge ? position : null
  }

  /**
   * Returns what has changed since `from`, and the next position. Null: nothing, only the position. Rejects a token that
   * is no longer valid with UNAUTHENTICATED.
   */
  async read(
    token: Buffer | null,
    viewer: ViewerIdentity,
    from: Position | null,
    deals: readonly string[] | null,
    cancellation: Cancellation,
  ): Promise<ReadResult> {
    const at = Date.now()
    const values = [from?.snapshot ?? null, readableEntities(viewer), maxRows]
    const { texts } = await readAs(poolOf(this.source), token, { ...statement, values }, cancellation)
    const { snapshot, epoch } = JSON.parse(texts[0]!) as { snapshot: string; epoch: string }
    const position = { snapshot, epoch, at }
    const changed = JSON.parse(texts[1] ?? '[]') as ChangedRow[]
    const rows = changed.filter((row) => !deals || row.deals.some((deal) => deals.includes(deal)))
    // The rows that were cut off may be about any deal.
    const resync = from !== null && (from.epoch !== epoch || changed.length > maxRows)
    const event = Object.assign(new Changes(), {
      position: sealPosition(await this.positionKey(), viewer.id, position),
      resync,
      rows: resync ? [] : rows.map((row) => Object.assign(new Change(), { ...row, at: new Date(row.at) })),
    })
    return { position, event }
  }

  private positionKey(): Promise<Buffer> {
    this.key ??= poolOf(this.source)
      .query<{ key: Buffer }>('select change_position_key($1) as key', [this.serviceSecret.secret])
      .then(({ rows }) => rows[0]!.key)
      .catch((error: unknown) => {
        this.key = undefined
        throw error
      })
    return this.key
  }
}

/** Returns the types whose changes the viewer's key may read; null for all. */
function readableEntities({ scopes }: ViewerIdentity): string[] | null {
  if (scopes === null) return null
  const isReadable = (scope: string) =>
    scopes.includes(scope) || scopes.includes(scope.replace(/:read$/, ':write'))
  return entities.filter((entity) => scopesOfTypes[entity]?.every(isReadable))
}
