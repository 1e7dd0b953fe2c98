import type { Scope } from '../../core/scope.js'
import type { Facts } from './stage.js'

/** What is there and what is not, of a deal that the viewer sees in full; none of it otherwise. */
export async function factsOf(scope: Scope, dealId: string): Promise<Facts> {
  const [row] = await scope.db.query<Facts[]>('select * from deal_fact_columns where deal_id = $1', [dealId])
  return row ?? {}
}
