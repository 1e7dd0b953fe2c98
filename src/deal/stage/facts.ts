import type { Scope } from '../../core/scope.js'
import type { Facts } from './stage.js'

/** Returns which facts a deal shows, from deal_fact_columns.sql; empty if the viewer does not see it in full. */
export async function readFacts(scope: Scope, dealId: string): Promise<Facts> {
  const [row] = await scope.db.query<Facts[]>('select * from deal_fact_columns where deal_id = $1', [dealId])
  return row ?? {}
}
