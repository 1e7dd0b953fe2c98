import { Client, fetchExchange, mapExchange, type CombinedError } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { updates } from './cache-updates.js'
import type { Moment } from './moment.js'
import { signInAgain } from './session.js'

/** Entities with an `id` are stored once each; all other types belong to the entity that shows them. */
const keys = new Proxy<Record<string, (entity: { id?: unknown }) => string | null>>(
  {},
  { get: () => (entity: { id?: unknown }) => (typeof entity.id === 'string' ? entity.id : null) },
)

export const codeOf = (error: CombinedError | undefined): string | undefined =>
  error?.graphQLErrors[0]?.extensions.code as string | undefined

const createClient = (): Client =>
  new Client({
    url: new URL('graphql', document.baseURI).href,
    fetchOptions: { credentials: 'same-origin' },
    preferGetMethod: false,
    requestPolicy: 'cache-first',
    exchanges: [
      mapExchange({
        onError: (error) => {
          if (codeOf(error) === 'UNAUTHENTICATED') signInAgain()
        },
      }),
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
  const client = clients.get(key) ?? createClient()
  clients.set(key, client)
  return client
}
