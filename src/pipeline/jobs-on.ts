import { jobHorizons, type JobHorizon } from '../deal/job-projection/job-projection.entity.js'
import type { ReportContext } from '../read/roots.js'
import type { AsOf } from './as-of.js'

/**
 * Selects the statements about one kind of jobs as of a day, without those that had been corrected by then. A correction
 * counts from the day on which it was stated and the instant at which it was recorded, also if it states another kind.
 */
export const statedJobsSql = ({ statement, args }: ReportContext, { day, known: knownAt }: AsOf): string =>
  `select s.stage, j.deal_id, j.standing = 'REALISED' as realised, j.standing = 'RUMOURED' as rumoured,
    array_position('{${jobHorizons.join(',')}}'::text[], j.horizon) as reach, j.low, j.high, j.stated_on, j.recorded_at, j.id
  from job_projection j join standing s on s.deal_id = j.deal_id
  where j.kind = ${statement.param(args.kind ?? 'DIRECT', 'text')} and j.stated_on <= ${day} and j.recorded_at <= ${knownAt}
    and not exists (select 1 from job_projection r
      where r.replaces_id = j.id and r.stated_on <= ${day} and r.recorded_at <= ${knownAt})`

/**
 * Selects for each deal the one projection that counts and, separately, the one REALISED statement. Without the argument
 * `horizon` the furthest projected horizon counts. A REALISED statement counts the jobs of its day, for any horizon: the
 * latest one of the requested or an earlier horizon counts.
 */
export function countedJobsSql({ args }: ReportContext): string {
  const reach = jobHorizons.indexOf(args.horizon as JobHorizon) + 1
  const conditions = [
    ...(args.rumours ? [] : ['not rumoured']),
    ...(reach ? [`(reach = ${reach} or realised and reach < ${reach})`] : []),
  ]
  return `select distinct on (deal_id, realised) deal_id, realised, stage, low, high
  from stated where ${conditions.join(' and ') || 'true'}
  order by deal_id, realised, case when not realised then reach end desc, stated_on desc, recorded_at desc, id desc`
}
