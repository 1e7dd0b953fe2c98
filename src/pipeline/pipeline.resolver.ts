import { Resolver } from '@nestjs/graphql'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection/job-projection.entity.js'
import type { Argument } from '../read/field-arguments.js'
import { whereInputOf } from '../read/inputs.js'
import { Report } from '../read/roots.js'
import { PipelineStatus, statusRows } from './pipeline-status.js'

const asked: Omit<Argument, 'sql'>[] = [
  {
    name: 'agency',
    graphql: () => String,
    description:
      'Code of an agency: only deals whose team it was in that day. Left out: all that you may know of.',
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
    description: 'Jobs by exactly this horizon. Left out: of each deal the furthest that was stated.',
  },
  {
    name: 'kind',
    graphql: () => JobKindCode,
    defaultValue: 'DIRECT',
    description: 'Which jobs; kinds are never added.',
  },
  {
    name: 'rumours',
    graphql: () => Boolean,
    defaultValue: false,
    description: 'Whether statements that are RUMOURED count.',
  },
  {
    name: 'where',
    graphql: () => whereInputOf(Deal),
    description: 'Only these deals, chosen by what they are today, not by what they were as of the day.',
  },
]

@Resolver()
export class PipelineResolver {
  @Report(
    () => PipelineStatus,
    'Deals, jobs and investment by stage and in all, today or on any past day, as known then or now. Whom you see is decided by your access today, and jobs are weighted by today’s probabilities.',
    asked.map((argument) => ({ ...argument, nullable: true })),
    statusRows,
  )
  pipelineStatus() {}
}
