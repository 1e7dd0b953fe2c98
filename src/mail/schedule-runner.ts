import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { Scope, ViewerIdentity } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { weekOf } from '../core/time/week.js'
import { inTransaction } from '../database/authenticated-query.js'
import { ServiceSecret } from '../database/service-secret.js'
import { IssueService } from '../weekly/issue.service.js'
import { audit } from '../write/audit.js'

/** Runs the mail schedules that are due: issues the week if it is not issued yet, and queues a mail for each recipient. */
@Injectable()
export class ScheduleRunner {
  constructor(
    private readonly source: DataSource,
    private readonly issues: IssueService,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Runs each week of an agency once, in one process, as the schedule is locked. */
  async runDue(now: Date): Promise<void> {
    const schedules = await this.source.query<{ agency_id: string }[]>(
      'select * from due_mail_schedules($1)',
      [now],
    )
    for (const { agency_id } of schedules)
      await inTransaction(this.source, async (db) => {
        const run = await claimSchedule(db, this.serviceSecret, agency_id, now)
        if (run) await this.queueMails(run)
      })
  }

  /** Queues revisions that were issued after the mails of their week, for those who got an earlier one. */
  async queueCorrections(now: Date): Promise<void> {
    await this.source.query('select queue_corrections($1, $2)', [this.serviceSecret.secret, now])
  }

  private async queueMails({ scope, agency, week }: ScheduleRun): Promise<void> {
    const id = (await findLastRevision(scope, week)) ?? (await this.issues.issue(scope, { agency, week })).id
    const users = await listRecipients(scope)
    const ids = users.map(() => uuidv7(scope.now))
    const messageIds = ids.map((id) => `<${id}@ancrage>`)
    await scope.db.query('select create_mail_batch($1, $2, $3, $4, $5)', [
      id,
      scope.now,
      ids,
      users,
      messageIds,
    ])
    const after = { week, recipients: users, schedule: true }
    await audit(scope, { verb: 'sendWeeklySummary', subject: 'IssuedSummary', id, after })
  }
}

interface ScheduleRun {
  /** Acts as the HEAD who created the schedule. */
  scope: Scope
  /** Code of the agency. */
  agency: string
  week: string
}

interface ScheduleRow {
  id: string
  agency_id: string
  role: ViewerIdentity['role']
  clearance: ViewerIdentity['clearance']
  language: ViewerIdentity['language']
  code: string
  /** Monday of the week to be sent. */
  monday: string
}

/** Switches the transaction to the HEAD who created the schedule; returns null if another process has claimed it. */
async function claimSchedule(
  db: EntityManager,
  { secret }: ServiceSecret,
  agencyId: string,
  now: Date,
): Promise<ScheduleRun | null> {
  const [row] = await db.query<ScheduleRow[]>(
    'select id, agency_id, role, clearance, language, code, monday::text from authenticate_schedule($1, $2, $3)',
    [secret, agencyId, now],
  )
  if (!row) return null
  const { id, agency_id, role, clearance, language, code, monday } = row
  const viewer = { id, agencyId: agency_id, role, clearance, language, readsOnly: false, scopes: null }
  return { scope: { viewer, language, now, db }, agency: code, week: weekOf(monday) }
}

async function findLastRevision({ db, viewer }: Scope, week: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }[]>(
    'select id from weekly_summary where agency_id = $1 and week = $2 order by revision desc limit 1',
    [viewer.agencyId, week],
  )
  return row?.id
}

/** Returns the ids of active users. */
async function listRecipients({ db, viewer }: Scope): Promise<string[]> {
  const rows = await db.query<{ user_id: string }[]>(
    `select r.user_id from recipient r join "user" u on u.id = r.user_id
      where r.agency_id = $1 and r.removed_at is null and u.active order by r.id`,
    [viewer.agencyId],
  )
  return rows.map(({ user_id }) => user_id)
}
