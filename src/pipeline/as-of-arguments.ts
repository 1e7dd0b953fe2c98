import { parsePastDay, limitToNow } from '../core/time/as-of.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import type { ConditionArgument } from '../read/shape.js'

/** The arguments of a condition for the day and the instant that it is computed for. */
export const onDay: ConditionArgument = {
  graphql: () => DateScalar,
  description: 'As of the end of this day; never a day to come.',
  sql: 'date',
  isPast: 'day',
  check: parsePastDay,
}

export const knownAt: ConditionArgument = {
  graphql: () => DateTimeScalar,
  description: 'What had been recorded by this instant. Left out, or later than now: now.',
  nullable: true,
  sql: 'timestamptz',
  isPast: 'knownAt',
  check: limitToNow,
}
