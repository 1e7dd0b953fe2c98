import newestDealQuery from './newest-deal.graphql?raw'
import { ask, type Asked } from './service'

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

/** "DEAL_ID" and "DEAL_VERSION" stand for the deal that changed last when the operation is sent. */
export async function filled(token: string, asked: Asked): Promise<Asked> {
  const text = JSON.stringify(asked.variables ?? {})
  const deal = /"DEAL_(ID|VERSION)"/.test(text) && (await newestDeal(token))
  if (!deal) return asked
  const filled = text.replaceAll('DEAL_ID', deal.id).replaceAll('"DEAL_VERSION"', String(deal.version))
  return { ...asked, variables: JSON.parse(filled) as Asked['variables'] }
}

async function newestDeal(token: string): Promise<Deal | undefined> {
  const { data } = await ask<{ deals: { nodes: Deal[] } }>(token, { query: newestDealQuery })
  return data?.deals.nodes[0]
}
