import { Int } from '@nestjs/graphql'
import { badField } from '../core/error/app-error.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import {
  JobHorizonCode,
  JobKindCode,
  JobStandingCode,
  type JobStanding,
} from '../deal/job-projection/job-projection.entity.js'
import { addRangeFilters } from '../read/composite/range.js'
import { DerivedField, ViewType } from '../read/declare.js'
import { idInQuery, addFilter, type ConditionArgument } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

@ViewType(
  'counted_jobs({kind}, {horizon}, {rumours}, {on}, {knownAt})',
  'The statement about jobs that counts.',
  {
    key: 'deal_id',
  },
)
export class JobCount {
  @DerivedField('code', () => JobStandingCode, '{t}.standing', 'The standing.', { codes: JobStandingCode })
  standing: JobStanding

  @DerivedField('day', () => DateScalar, '{t}.stated_on', 'The day on which it was stated.')
  statedOn: string
}

addRangeFilters(JobCount, { graphql: () => Int, sql: 'int' })

const flag = (description: string): ConditionArgument => ({
  graphql: () => Boolean,
  description,
  nullable: true,
  sql: 'boolean',
})

addFilter(JobCount, 'openEnded', {
  description: 'Whether no upper end was stated.',
  args: { graphql: () => Boolean, sql: 'boolean' },
  sql: '({t}.high is null) = {value}',
})

const input: Record<string, ConditionArgument> = {
  kind: {
    graphql: () => JobKindCode,
    description: 'Kind of jobs. Left out: DIRECT.',
    nullable: true,
    sql: 'text',
    check: (kind) => kind ?? 'DIRECT',
  },
  horizon: {
    graphql: () => JobHorizonCode,
    description: 'Exactly this horizon. Left out: the furthest that was stated.',
    nullable: true,
    sql: 'text',
  },
  rumours: {
    ...flag('Whether statements with standing RUMOURED count. Left out: they do not.'),
    check: (rumours) => rumours ?? false,
  },
  on: { ...onDay, nullable: true, description: `${onDay.description} Left out: today in Brussels.` },
  knownAt,
  stated: flag('Whether there is such a statement.'),
}
const names = ['atLeast', 'atMost', 'mayReach', 'openEnded', 'standing', 'statedOn', 'stated']

addFilter(Deal, 'jobs', {
  description:
    'The projected jobs, by the one statement that counts, as in the status of the pipeline: of the furthest horizon the latest uncorrected one of the strongest standing. REALISED statements do not count.',
  args: input,
  rows: () => JobCount,
  sql: (conditions, path) => {
    const present = names.filter((name) => conditions[name] !== undefined)
    if (present.length === 0) throw badField(path, 'EMPTY_FILTER')
    if (conditions.stated === false && present.length > 1) throw badField(`${path}.stated`, 'NOTHING_STATED')
    const hasCount = idInQuery('select {row}.deal_id from {rows}')
    return conditions.stated === false ? `not ${hasCount}` : hasCount
  },
})
