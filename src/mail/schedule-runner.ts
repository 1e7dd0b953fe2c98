/** The standing orders of HEADs, carried out when they are due: issue the week where nobody has, and queue the mails. */
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { Scope, Viewer } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { weekOf } from '../core/week.js'
import { inTransaction } from '../database/asking.js'
import { Warrant } from '../database/warrant.js'
import { IssueService } from '../weekly/issue.service.js'
import { audit } from '../write/audit.js'

interface Due {
  scope: Scope
  agency: string
  week: string
}

@Injectable()
export class StandingOrders {
  constructor(
    private readonly source: DataSource,
    private readonly issues: IssueService,
    private readonly warrant: Warrant,
  ) {}

  /** Each week of an agency once, whoever else is at it. */
  async carryOut(now: Date): Promise<void> {
    const due = await this.source.query<{ agency_id: string }[]>('select * from due_sendings($1)', [now])
    for (const { agency_id } of due)
      await inTransaction(this.source, async (db) => {
        const order = await ordered(db, this.warrant, agency_id, now)
        if (order) await this.send(order)
      })
  }

  private async send({ scope, agency, week }: Due): Promise<void> {
    const id = (await lastIssued(scope, week)) ?? (await this.issues.issue(scope, { agency, week })).id
    const users = await recipients(scope)
    const ids = users.map(() => uuidv7(scope.now))
    const messages = ids.map((each) => `<${each}@ancrage>`)
    await scope.db.query('select make_mailing($1, $2, $3, $4, $5)', [id, scope.now, ids, users, messages])
    const after = { week, recipients: users, standingOrder: true }
    await audit(scope, { verb: 'sendWeeklySummary', subject: 'IssuedSummary', id, after })
  }
}

interface OrderRow {
  id: string
  agency_id: string
  role: Viewer['role']
  clearance: Viewer['clearance']
  language: Viewer['language']
  code: string
  /** The Monday of the week to be sent. */
  monday: string
}

/** From here on the database hears the HEAD who ordered it; null where another process has been faster. */
async function ordered(
  db: EntityManager,
  { secret }: Warrant,
  agencyId: string,
  now: Date,
): Promise<Due | null> {
  const [row] = await db.query<OrderRow[]>(
    'select id, agency_id, role, clearance, language, code, monday::text from ask_order($1, $2, $3)',
    [secret, agencyId, now],
  )
  if (!row) return null
  const { id, agency_id, role, clearance, language, code, monday } = row
  const viewer = { id, agencyId: agency_id, role, clearance, language, readsOnly: false }
  return { scope: { viewer, language, now, db }, agency: code, week: weekOf(monday) }
}

async function lastIssued({ db, viewer }: Scope, week: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }[]>(
    'select id from weekly_summary where agency_id = $1 and week = $2 order by revision desc limit 1',
    [viewer.agencyId, week],
  )
  return row?.id
}

async function recipients({ db, viewer }: Scope): Promise<string[]> {
  const rows = await db.query<{ user_id: string }[]>(
    `select r.user_id from recipient r join "user" u on u.id = r.user_id
      where r.agency_id = $1 and r.removed_at is null and u.active order by r.id`,
    [viewer.agencyId],
  )
  return rows.map(({ user_id }) => user_id)
}
