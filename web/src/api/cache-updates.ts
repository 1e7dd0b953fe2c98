import type { Cache, UpdatesConfig } from '@urql/exchange-graphcache'

/** Lists and totals that a change of one deal may alter; they are fetched again when they are shown. */
const derivedFields = new Set(['deals', 'pipelineStatus', 'weeklySummary', 'tasks', 'meetings', 'search'])

function invalidateLists(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query'))
    if (derivedFields.has(fieldName)) cache.invalidate('Query', fieldName, args)
}

/** The fields of a deal that other rows make up. Their cached pages are stale after a write. */
function invalidateDeal(cache: Cache, id: string): void {
  const derived = [
    'timeline',
    'missing',
    'tasks',
    'meetings',
    'claims',
    'agreements',
    'locations',
    'jobProjections',
    'currentProjection',
  ]
  const entity = { __typename: 'Deal', id }
  for (const { fieldName, arguments: args } of cache.inspectFields(entity))
    if (derived.includes(fieldName)) cache.invalidate(entity, fieldName, args)
}

/** After any mutation the lists are stale, and so is what the changed deal shows of other rows. */
const afterMutation = (result: Record<string, unknown>, _args: unknown, cache: Cache): void => {
  invalidateLists(cache)
  for (const changed of Object.values(result)) {
    const row = changed as {
      __typename?: string
      id?: string
      deal?: { id?: string }
      deals?: { id?: string }[]
    } | null
    const deals = row?.__typename === 'Deal' ? [row] : [row?.deal, ...(row?.deals ?? [])]
    for (const deal of deals) if (deal?.id) invalidateDeal(cache, deal.id)
  }
}

export const updates: UpdatesConfig = {
  Mutation: new Proxy({}, { get: () => afterMutation }),
}
