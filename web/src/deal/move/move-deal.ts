import type { Client, CombinedError } from '@urql/core'
import {
  LocationForFormDocument,
  UpdateLocationDocument,
} from '../../api/generated/deal/location/location.js'
import {
  AddLocationDocument,
  MoveDealDocument,
  ProjectJobsDocument,
  UpdateDealDocument,
} from '../../api/generated/deal/move/move.js'
import type { MoveDealInput } from '../../api/generated/types.js'
import { dealChanges, locationsOf, lossReasonsOf, projectionOf, type FactsDraft } from './facts-draft.js'

export interface MoveRequest {
  id: string
  version: number
  draft: FactsDraft
  /** Days are of Brussels. */
  today: string
  /** Null: only the facts are stored. */
  to: MoveDealInput['to'] | null
  effectiveOn: string
  reason: string
  override: boolean
}

export interface MoveOutcome {
  version: number
  error?: CombinedError
}

/** Stores the facts first, because they are true whether or not the deal moves, then moves it with the version that results. */
export async function supplyAndMove(client: Client, request: MoveRequest): Promise<MoveOutcome> {
  const facts = await supplyFacts(client, request)
  if (facts.error || request.to === null) return facts
  const { id, to, effectiveOn, reason, override, draft } = request
  const { data, error } = await client.mutation(MoveDealDocument, {
    input: {
      ...{ id, to, version: facts.version, effectiveOn },
      ...(reason.trim() && { reason: reason.trim() }),
      ...(override && { override }),
      ...(to === 'LOST' && { lossReasons: lossReasonsOf(draft) }),
      ...(to === 'LOST' && lossDestinationOf(draft)),
    },
  })
  return settle(error, data?.moveDeal, facts.version)
}

/** Returns the outcome of a mutation. After an error the row is null, whatever its type says, and the version is the old one. */
const settle = (
  error: CombinedError | undefined,
  deal: { version: number } | undefined,
  version: number,
): MoveOutcome => (error || !deal ? { version, ...(error && { error }) } : { version: deal.version })

const lossDestinationOf = ({ isLossUnknown, lossCountry }: FactsDraft) =>
  isLossUnknown
    ? { lossDestination: { unknown: true } }
    : lossCountry.trim() && { lossDestination: { country: lossCountry.trim().toUpperCase() } }

async function supplyFacts(client: Client, { id, version, draft, today }: MoveRequest): Promise<MoveOutcome> {
  let current = version
  const projection = projectionOf(draft, id, today)
  if (projection) {
    const { data, error } = await client.mutation(ProjectJobsDocument, { input: projection })
    if (error) return { version: current, error }
    current = data?.projectJobs.deal.version ?? current
  }
  for (const input of locationsOf(draft, id)) {
    const { data, error } = await client.mutation(AddLocationDocument, { input })
    if (error) return { version: current, error }
    current = data?.addLocation.deal.version ?? current
  }
  if (draft.chosenSite) {
    const outcome = await chooseSite(client, id, draft.chosenSite, current)
    if (outcome.error) return outcome
    current = outcome.version
  }
  const changes = dealChanges(draft, today)
  if (Object.keys(changes).length === 0) return { version: current }
  const { data, error } = await client.mutation(UpdateDealDocument, {
    input: { id, version: current, ...changes },
  })
  return settle(error, data?.updateDeal, current)
}

/** Marks the site as chosen: where it competes already by its location, otherwise by a new one. */
async function chooseSite(client: Client, deal: string, site: string, version: number): Promise<MoveOutcome> {
  const fresh = { requestPolicy: 'network-only' } as const
  const known = await client.query(LocationForFormDocument, { deal }, fresh)
  if (known.error) return { version, error: known.error }
  const location = known.data?.deal?.locations.nodes.find((row) => row.site?.id === site)
  if (location) {
    const input = { id: location.id, version: location.version, standing: 'CHOSEN' as const }
    const { data, error } = await client.mutation(UpdateLocationDocument, { input })
    return settle(error, data?.updateLocation.deal, version)
  }
  const input = { deal, site, standing: 'CHOSEN' as const }
  const { data, error } = await client.mutation(AddLocationDocument, { input })
  return settle(error, data?.addLocation.deal, version)
}
