import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { dayOf } from '../core/time/day.js'
import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { weekOf, weekRange } from '../core/time/week.js'
import { audit } from '../write/audit.js'
import type { IssueWeeklySummaryInput } from './issue.input.js'

@Injectable()
export class IssueService {
  /** Freezes the week as the database knows it at this moment; the same content again is the same revision. */
  async issue(scope: Scope, { agency, week, reason }: IssueWeeklySummaryInput): Promise<{ id: string }> {
    const { id: agencyId } = await findAgency(scope, agency, 'input.agency')
    if (agencyId !== scope.viewer.agencyId) throw appError('notYourSummary')
    const current = weekOf(dayOf(scope.now))
    if (week > current) throw badField('input.week', 'FUTURE_WEEK', { value: week, current })
    const id = await freeze(scope, week, reason ?? null)
    await audit(scope, {
      verb: 'issueWeeklySummary',
      subject: 'IssuedSummary',
      id,
      after: { agency, week, reason: reason ?? null },
    })
    return { id }
  }
}

/** The new revision, or the last one where nothing differs. */
async function freeze(scope: Scope, week: string, reason: string | null): Promise<string> {
  const [row] = await scope.db.query<{ id: string }[]>(
    'select issue_weekly_summary($1, $2, $3, $4, $5) as id',
    [uuidv7(scope.now), week, weekRange(week).from, scope.now, reason],
  )
  return row!.id
}
