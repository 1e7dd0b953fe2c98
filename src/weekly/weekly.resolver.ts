import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { DateTimeScalar, IsoWeekScalar } from '../core/scalars.js'
import { FindMany, Report } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { IssuedSummary } from './issued-summary.entity.js'
import { IssueWeeklySummaryInput } from './issue.input.js'
import { IssueService } from './issue.service.js'
import { WeeklySummary } from './weekly-summary.js'
import { weekReportRows } from './week-rows.js'

@Resolver()
export class WeeklyResolver {
  constructor(private readonly issues: IssueService) {}

  @Report(
    () => WeeklySummary,
    'What an ISO week did to the deals that an agency is in the team of: worked out now, from what is recorded. Whom you see is decided by your access today, and jobs are weighted by today’s probabilities.',
    [
      { name: 'agency', graphql: () => String, description: 'Code of the agency.' },
      {
        name: 'week',
        graphql: () => IsoWeekScalar,
        description: 'Which week, past or running, such as `2018-W22`.',
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

  @FindMany(
    () => IssuedSummary,
    'The weekly summaries that were issued; what you read of one is what you could see then and may see now.',
  )
  weeklySummaries() {}

  @WriteMutation(
    () => IssuedSummary,
    'deal:decide',
    'Issues the summary of a week for your agency: it is frozen as it is now, whole. Issued again, it becomes the next revision, for a reason, unless nothing differs: then the last one is the answer.',
  )
  issueWeeklySummary(@CurrentScope() scope: Scope, @Args('input') input: IssueWeeklySummaryInput) {
    return this.issues.issue(scope, input)
  }
}
