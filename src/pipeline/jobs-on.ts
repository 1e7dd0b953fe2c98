import { jobHorizons, type JobHorizon } from '../deal/job-projection.entity.js'
import type { Asking } from '../read/roots.js'
import type { Statement } from '../read/statement.js'
import type { AsOf } from './as-of.js'

/**
 * What had been stated about one kind of jobs, without what a later statement had corrected by then: a correction
 * counts from the day that it was stated and the instant that it was recorded, like any other statement, and whatever
 * kind it says the jobs are.
 */
export const jobsStatedOn = ({ statement, args }: Asking, { day, known }: AsOf): string => `select j.*
  from job_projection j
  where j.kind = ${statement.param(args.kind ?? 'DIRECT', 'text')} and j.stated_on <= ${day} and j.recorded_at <= ${known}
    and not exists (select 1 from job_projection r
      where r.replaces_id = j.id and r.stated_on <= ${day} and r.recorded_at <= ${known})`

/** The one projection that counts for each deal: the furthest horizon, or exactly the one asked for. */
export const projectedJobs = ({ statement, args }: Asking): string =>
  latestOf(
    `j.standing <> 'REALISED'${args.rumours ? '' : ` and j.standing <> 'RUMOURED'`}${among(
      statement,
      jobHorizons.filter((horizon) => horizon === args.horizon),
    )}`,
  )

/** The jobs that are there: the furthest horizon up to the one asked for, since each includes the earlier ones. */
export const realisedJobs = ({ statement, args }: Asking): string =>
  latestOf(
    `j.standing = 'REALISED'${among(
      statement,
      jobHorizons.slice(0, jobHorizons.indexOf(args.horizon as JobHorizon) + 1),
    )}`,
  )

const among = (statement: Statement, horizons: readonly JobHorizon[]): string =>
  horizons.length === 0 ? '' : ` and j.horizon = any(${statement.param(horizons, 'text[]')})`

const latestOf = (condition: string): string => `select distinct on (j.deal_id) j.deal_id, j.low, j.high
  from stated j where ${condition}
  order by j.deal_id, array_position('{${jobHorizons.join(',')}}'::text[], j.horizon) desc,
    j.stated_on desc, j.recorded_at desc, j.id desc`
