import { Client, fetchExchange, type CombinedError } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { markChanged } from '../live/changed-lately.js'
import { onChanges, startLive } from '../live/live.js'
import { ShownQueries } from '../live/shown-queries.js'
import { updates } from './cache-updates.js'
import type { Moment } from './moment.js'
import { fetchInSession } from './session.js'

/** Entities with an `id` are stored once each; all other types belong to the entity that shows them. */
const keys = new Proxy<Record<string, (entity: { id?: unknown }) => string | null>>(
  {},
  { get: () => (entity: { id?: unknown }) => (typeof entity.id === 'string' ? entity.id : null) },
)

export const codeOf = (error: CombinedError | undefined): string | undefined =>
  error?.graphQLErrors[0]?.extensions.code as string | undefined

const shownQueries = new ShownQueries(() => clientAt())

const createClient = (isToday: boolean): Client =>
  new Client({
    url: new URL('graphql', document.baseURI).href,
    fetchOptions: { credentials: 'same-origin' },
    fetch: fetchInSession,
    preferGetMethod: false,
    requestPolicy: 'cache-first',
    exchanges: [
      // A past day does not change.
      ...(isToday ? [shownQueries.exchange] : []),
      cacheExchange({ keys, updates }),
      fetchExchange,
    ],
  })

const clients = new Map<string, Client>()

/**
 * Returns the client of a moment. Each moment has a cache of its own, so that values of a past day never overwrite those of
 * today under the same id.
 */
export function clientAt({ asOf = '', knownAt = '' }: Moment = {}): Client {
  const key = `${asOf} ${knownAt}`
  const client = clients.get(key) ?? createClient(key === ' ')
  clients.set(key, client)
  return client
}

/** Reads again what the window shows of today when it has changed elsewhere. */
export function followChanges(): void {
  onChanges((changes) => {
    if (changes.resync) return shownQueries.refresh('all')
    const rows = shownQueries.foreignRows(changes)
    if (rows.length === 0) return
    shownQueries.refresh(rows)
    markChanged(rows.filter(({ own }) => !own).flatMap(({ deals }) => deals))
  })
  startLive()
}
