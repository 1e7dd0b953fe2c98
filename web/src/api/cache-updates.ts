import type { Cache, UpdatesConfig } from '@urql/exchange-graphcache'

/** Lists and totals that a change of one deal may alter; they are fetched again when they are shown. */
const derivedFields = new Set([
  'deals',
  'pipelineStatus',
  'periodComparison',
  'periodSummary',
  'weeklySummary',
  'tasks',
  'meetings',
  'search',
  'dealStats',
  'meetingStats',
  'jobProjectionStats',
  'jobProjections',
  'savedQuestions',
  'users',
  'userChanges',
  'agencies',
  'history',
  'erasureRequests',
  'handoverOffers',
])

function invalidateLists(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query'))
    if (derivedFields.has(fieldName)) cache.invalidate('Query', fieldName, args)
}

/** The fields of a deal that other rows make up. Their cached values are stale after a write. */
const derivedOfDeal = new Set([
  'timeline',
  'missing',
  'tasks',
  'meetings',
  'claims',
  'agreements',
  'locations',
  'jobProjections',
  'currentProjection',
])

type Row = Readonly<Record<string, unknown>>

/**
 * Drops the derived fields of a deal, except those that the mutation has just returned: without them its result would be
 * incomplete, and the cache would return null for the whole deal.
 */
function invalidateDeal(cache: Cache, deal: Row): void {
  const entity = { __typename: 'Deal', id: deal.id as string }
  for (const { fieldName, arguments: args } of cache.inspectFields(entity))
    if (derivedOfDeal.has(fieldName) && !(fieldName in deal)) cache.invalidate(entity, fieldName, args)
}

/** Returns the deals of a row that a mutation has returned: the row itself, or those that it belongs to. */
function dealsOf(row: Row | null): Row[] {
  if (row?.__typename === 'Deal') return [row]
  const linked = row?.deals as Row[] | { nodes: Row[] } | undefined
  const deals = [row?.deal, ...(linked && 'nodes' in linked ? linked.nodes : (linked ?? []))] as (
    Row | null | undefined
  )[]
  return deals.filter((deal) => deal !== null && deal !== undefined)
}

/** Mutations that change no list and nothing that a deal shows of other rows. */
const quiet = new Set(['reportPresence', 'recordVisit', 'followDeal', 'unfollowDeal'])

/** After any mutation the lists are stale, and so is what the changed deal shows of other rows. */
const afterMutation = (result: Record<string, unknown>, _args: unknown, cache: Cache): void => {
  invalidateLists(cache)
  for (const row of Object.values(result))
    for (const deal of dealsOf(row as Row | null)) if (deal.id) invalidateDeal(cache, deal)
}

export const updates: UpdatesConfig = {
  Mutation: new Proxy({}, { get: (_, name) => (quiet.has(String(name)) ? undefined : afterMutation) }),
}
