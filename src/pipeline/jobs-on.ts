import { jobHorizons, jobKinds } from '../deal/job-projection/job-projection.entity.js'
import type { ReportContext } from '../read/roots.js'
import type { AsOf } from './as-of.js'

/**
 * Returns the query for the one projection of each deal that counts, and apart from it the one REALISED, of the deals in
 * the set `standing`. Which counts is a rule of the database: src/deal/job-projection/known_projections.sql.
 */
export function countedJobsSql({ statement, args }: ReportContext, { day, knownAt }: AsOf): string {
  const kind = statement.param(args.kind ?? 'DIRECT', 'text')
  const horizon = jobHorizons.find((code) => code === args.horizon)
  const rule = [kind, horizon ? `'${horizon}'` : 'null', String(args.rumours === true), day, knownAt]
  return `select distinct on (j.deal_id, j.is_realised) j.deal_id, j.is_realised as realised, s.stage, j.low, j.high,
    j.standing, j.stated_on
  from projections_as_of(${rule.join(', ')}) j join standing s on s.deal_id = j.deal_id
  order by j.deal_id, j.is_realised, j.precedence desc, j.stated_on desc, j.recorded_at desc, j.id desc`
}

/** Returns what the figures about jobs count as SQL: the kind, the horizon (null: the furthest) and whether rumours do. */
export function countedJobsEcho({ args }: ReportContext): Record<'kind' | 'horizon' | 'rumours', string> {
  const kind = jobKinds.find((code) => code === (args.kind ?? 'DIRECT'))!
  const horizon = jobHorizons.find((code) => code === args.horizon)
  return {
    kind: `to_json('${kind}'::text)`,
    horizon: horizon ? `to_json('${horizon}'::text)` : 'null::json',
    rumours: String(args.rumours === true),
  }
}
