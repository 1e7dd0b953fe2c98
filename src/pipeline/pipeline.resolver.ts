import { Resolver } from '@nestjs/graphql'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection/job-projection.entity.js'
import type { Argument } from '../read/compile/field-arguments.js'
import { whereInputOf } from '../read/filter/inputs.js'
import { Report } from '../read/roots.js'
import { PipelineStatus, statusRows } from './pipeline-status.js'

const statusArguments: Omit<Argument, 'sql'>[] = [
  {
    name: 'agency',
    graphql: () => String,
    description:
      'Code of an agency: only deals with this agency in their team on that day. Left out: all that you may see.',
  },
  {
    name: 'asOf',
    graphql: () => DateScalar,
    description:
      'What had happened and been stated by the end of this day. Left out: today in Brussels; never later.',
  },
  {
    name: 'knownAt',
    graphql: () => DateTimeScalar,
    description: 'What had been recorded by this instant. Left out, or later than now: now.',
  },
  {
    name: 'horizon',
    graphql: () => JobHorizonCode,
    description: 'Jobs of exactly this horizon. Left out: the furthest that was stated of each deal.',
  },
  {
    name: 'kind',
    graphql: () => JobKindCode,
    defaultValue: 'DIRECT',
    description: 'Kind of jobs; kinds are never added.',
  },
  {
    name: 'rumours',
    graphql: () => Boolean,
    defaultValue: false,
    description: 'Whether statements with standing RUMOURED count.',
  },
  {
    name: 'where',
    graphql: () => whereInputOf(Deal),
    description:
      'Only these deals. A filter on a value of today that has a dated counterpart, such as `stage`, is rejected beside `asOf` or `knownAt`; the others apply to the deals as they are today.',
  },
]

@Resolver()
export class PipelineResolver {
  @Report(
    () => PipelineStatus,
    'Deals, jobs and investment by stage and in total, today or on any past day, as known then or now. Your access today decides which deals count, and jobs are weighted by the probabilities of that day, as known then.',
    statusArguments.map((argument) => ({ ...argument, nullable: true })),
    statusRows,
  )
  pipelineStatus() {}
}
