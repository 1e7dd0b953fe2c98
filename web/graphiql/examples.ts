import newestDealQuery from './newest-deal.graphql?raw'
import { ask } from './service'

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

/** The examples in the order of their file names, about the deal that changed last among those the viewer sees. */
export async function examples(token: string): Promise<Tab[]> {
  const deal = await newestDeal(token)
  return Object.entries(queries).map(([path, query]) => ({
    query,
    variables: filled(variables[path.replace('.graphql', '.json')], deal),
  }))
}

interface Deal {
  id: string
  version: number
}

async function newestDeal(token: string): Promise<Deal | undefined> {
  const { data } = await ask<{ deals: { nodes: Deal[] } }>(token, { query: newestDealQuery })
  return data?.deals.nodes[0]
}

const filled = (text: string | undefined, deal: Deal | undefined) =>
  deal ? text?.replaceAll('DEAL_ID', deal.id).replaceAll('"DEAL_VERSION"', String(deal.version)) : text
