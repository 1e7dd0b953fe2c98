import { Int } from '@nestjs/graphql'
import { badField } from '../core/problem.js'
import { Deal } from '../deal/deal.entity.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection.entity.js'
import { asksRange } from '../parts/range.js'
import { Shown } from '../read/declare.js'
import { amongThose, asks, type ConditionArgument } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

@Shown(
  'counted_jobs({kind}, {horizon}, {rumours}, {on}, {knownAt})',
  'The statement about jobs that counts.',
  {
    key: 'deal_id',
  },
)
export class JobsCounted {}

asksRange(JobsCounted, { graphql: () => Int, sql: 'int' })

const flag = (description: string): ConditionArgument => ({
  graphql: () => Boolean,
  description,
  nullable: true,
  sql: 'boolean',
})

asks(JobsCounted, 'openEnded', {
  description: 'Whether no upper end was stated.',
  given: { graphql: () => Boolean, sql: 'boolean' },
  sql: '({t}.high is null) = {given}',
})

const given: Record<string, ConditionArgument> = {
  kind: {
    graphql: () => JobKindCode,
    description: 'What sort of jobs. Left out: DIRECT.',
    nullable: true,
    sql: 'text',
    check: (kind) => kind ?? 'DIRECT',
  },
  horizon: {
    graphql: () => JobHorizonCode,
    description: 'By exactly this horizon. Left out: the furthest that was stated.',
    nullable: true,
    sql: 'text',
  },
  rumours: {
    ...flag('Whether statements that are RUMOURED count. Left out: they do not.'),
    check: (rumours) => rumours ?? false,
  },
  on: { ...onDay, nullable: true, description: `${onDay.description} Left out: today in Brussels.` },
  knownAt,
  stated: flag('Whether there is such a statement at all.'),
}
const asked = ['atLeast', 'atMost', 'mayReach', 'openEnded', 'stated']

asks(Deal, 'jobs', {
  description:
    'What is projected, by the one statement that counts: of the furthest horizon the latest that no later one had corrected, REALISED apart, as in the status of the pipeline.',
  given,
  rows: () => JobsCounted,
  sql: (said, path) => {
    const questions = asked.filter((name) => said[name] !== undefined)
    if (questions.length === 0) throw badField(path, 'EMPTY_FILTER')
    if (said.stated === false && questions.length > 1) throw badField(`${path}.stated`, 'NOTHING_STATED')
    const among = amongThose('select {its}.deal_id from {found}')
    return said.stated === false ? `not ${among}` : among
  },
})
