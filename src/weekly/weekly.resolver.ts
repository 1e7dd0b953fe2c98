import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { DateTimeScalar, IsoWeekScalar, SummaryPeriodScalar } from '../core/scalars.js'
import { FindMany, Report } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { IssuedSummary } from './issued-summary.entity.js'
import { IssueWeeklySummaryInput } from './issue.input.js'
import { IssueService } from './issue.service.js'
import { WeeklySummary } from './weekly-summary.js'
import { comparisonRows } from './comparison/comparison-rows.js'
import { PeriodComparison } from './comparison/period-comparison.js'
import { PeriodSummary } from './period-summary.js'
import { periodReportRows, weekReportRows } from './week-rows.js'

/** A month or a year is read from more rows than a week; its database time is charged as well. */
const periodCost = 2_000

@Resolver()
export class WeeklyResolver {
  constructor(private readonly issues: IssueService) {}

  @Report(
    () => WeeklySummary,
    'The changes of an ISO week in the deals with an agency in their team, computed now from the records. Your access today decides which deals count, and jobs are weighted by the probabilities that held at the end of each week, as known then.',
    [
      { name: 'agency', graphql: () => String, description: 'Code of the agency.' },
      {
        name: 'week',
        graphql: () => IsoWeekScalar,
        description: 'The week, past or current, such as `2018-W22`.',
      },
      {
        name: 'knownAt',
        graphql: () => DateTimeScalar,
        nullable: true,
        description: 'What had been recorded by this instant. Left out, or later than now: now.',
      },
    ],
    weekReportRows,
  )
  weeklySummary() {}

  @Report(
    () => PeriodSummary,
    'The changes of a week, month, quarter or year in the deals with an agency in their team, as `weeklySummary` has them of a week. Always computed from the records, never frozen; ask for a past instant by `knownAt`.',
    [
      { name: 'agency', graphql: () => String, description: 'Code of the agency.' },
      {
        name: 'period',
        graphql: () => SummaryPeriodScalar,
        description: 'The period, past or current: `2018-W22`, `2018-05`, `2018-Q2` or `2018`.',
      },
      {
        name: 'knownAt',
        graphql: () => DateTimeScalar,
        nullable: true,
        description: 'What had been recorded by this instant. Left out, or later than now: now.',
      },
    ],
    periodReportRows,
    { cost: periodCost },
  )
  periodSummary() {}

  @Report(
    () => PeriodComparison,
    'Two periods of an agency side by side, of the same length or not, with the differences and the deals that they come from.',
    [
      { name: 'agency', graphql: () => String, description: 'Code of the agency.' },
      {
        name: 'period',
        graphql: () => SummaryPeriodScalar,
        description: 'The period, past or current: `2018-W22`, `2018-05`, `2018-Q2` or `2018`.',
      },
      {
        name: 'with',
        graphql: () => SummaryPeriodScalar,
        description: 'The other period, which is subtracted from the first one.',
      },
      {
        name: 'knownAt',
        graphql: () => DateTimeScalar,
        nullable: true,
        description: 'What had been recorded by this instant. Left out, or later than now: now.',
      },
    ],
    comparisonRows,
    { cost: 2 * periodCost },
  )
  periodComparison() {}

  @FindMany(
    () => IssuedSummary,
    'The issued weekly summaries. You read of each what you could see then and may see now.',
  )
  weeklySummaries() {}

  @WriteMutation(
    () => IssuedSummary,
    'deal:decide',
    'Issues the summary of a week for your agency, as it is now. Issued again, it becomes the next revision and needs a reason; if nothing differs, the last revision is returned.',
  )
  issueWeeklySummary(@CurrentScope() scope: Scope, @Args('input') input: IssueWeeklySummaryInput) {
    return this.issues.issue(scope, input)
  }
}
