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
  /** Issues the week as recorded now. Content that looks equal to the viewer gives the last revision. Throws for another agency or a future week. */
  async issue(scope: Scope, { agency, week, reason }: IssueWeeklySummaryInput): Promise<{ id: string }> {
    const { id: agencyId } = await findAgency(scope, agency, 'input.agency')
    if (agencyId !== scope.viewer.agencyId) throw appError('notYourSummary')
    const current = weekOf(dayOf(scope.now))
    if (week > current) throw badField('input.week', 'FUTURE_WEEK', { value: week, current })
    const id = await storeRevision(scope, week, reason ?? null)
    await audit(scope, {
      verb: 'issueWeeklySummary',
      subject: 'IssuedSummary',
      id,
      after: { agency, week, reason: reason ?? null },
    })
    return { id }
  }
}

/**
 * Returns the id of the new revision, or of the last one if nothing differs that the issuer sees: a revision because of a
 * hidden deal would reveal that it exists. Throws if a revision has no reason.
 */
async function storeRevision(scope: Scope, week: string, reason: string | null): Promise<string> {
  const newId = uuidv7(scope.now)
  await scope.db.query('savepoint before_issue')
  const [row] = await scope.db.query<{ id: string }[]>(
    'select issue_weekly_summary($1, $2, $3, $4, $5) as id',
    [newId, week, weekRange(week).from, scope.now, reason ?? (await placeholderFor(scope, week))],
  )
  const previous = row!.id === newId ? await findPreviousRevision(scope, newId) : undefined
  if (!previous) return row!.id
  if (previous.looksEqual) {
    await scope.db.query('rollback to savepoint before_issue')
    return previous.id
  }
  if (reason === null) throw badField('input.reason', 'NEEDED')
  return newId
}

/**
 * Returns a reason for a revision that has none, and null for the first one. A revision without a reason is refused only
 * once it is known whether the viewer sees a difference, so this is never stored.
 */
async function placeholderFor({ db, viewer }: Scope, week: string): Promise<string | null> {
  const issued = await db.query<unknown[]>(
    'select 1 from weekly_summary where agency_id = $1 and week = $2',
    [viewer.agencyId, week],
  )
  return issued.length > 0 ? 'not stated' : null
}

interface PreviousRevision {
  id: string
  /** Whether the viewer sees the same in both. */
  looksEqual: boolean
}

async function findPreviousRevision({ db }: Scope, id: string): Promise<PreviousRevision | undefined> {
  const [row] = await db.query<PreviousRevision[]>(
    `select p.id, visible_summary_digest(p.id) = visible_summary_digest(s.id) as "looksEqual"
       from weekly_summary s
         join weekly_summary p on p.agency_id = s.agency_id and p.week = s.week and p.revision = s.revision - 1
      where s.id = $1`,
    [id],
  )
  return row
}
