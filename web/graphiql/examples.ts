import newestDealQuery from './newest-deal.graphql?raw'
import { execute, type GraphqlRequest } from './graphql-client'

const queries = import.meta.glob<string>('./examples/*.graphql', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const variables = import.meta.glob<string>('./examples/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})

export interface Tab {
  query: string
  variables?: string
}

/** The examples in the order of their file names. */
export const examples: Tab[] = Object.entries(queries).map(([path, query]) => ({
  query,
  variables: variables[path.replace('.graphql', '.json')],
}))

interface Deal {
  id: string
  version: number
}

/** Replaces "DEAL_ID" and "DEAL_VERSION" in the variables by those of the deal that changed last. */
export async function fillPlaceholders(
  token: string | null,
  request: GraphqlRequest,
): Promise<GraphqlRequest> {
  const text = JSON.stringify(request.variables ?? {})
  const deal = /"DEAL_(ID|VERSION)"/.test(text) && (await findNewestDeal(token))
  if (!deal) return request
  const variables = text.replaceAll('DEAL_ID', deal.id).replaceAll('"DEAL_VERSION"', String(deal.version))
  return { ...request, variables: JSON.parse(variables) as unknown }
}

async function findNewestDeal(token: string | null): Promise<Deal | undefined> {
  const { data } = await execute<{ deals: { nodes: Deal[] } }>(token, { query: newestDealQuery })
  return data?.deals.nodes[0]
}
