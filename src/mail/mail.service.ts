import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { resolveActiveUser } from '../user/active-user.js'
import { audit } from '../write/audit.js'
import { lockOrFail } from '../write/edit.js'
import { Recipient } from './recipient.entity.js'
import { MailSchedule } from './mail-schedule.entity.js'
import type {
  AddRecipientInput,
  ScheduleWeeklyMailInput,
  RemoveRecipientInput,
  SubscribeToWeeklySummaryInput,
} from './mail.input.js'

/** Changes the mail schedule and the recipients of an agency. */
@Injectable()
export class MailService {
  /**
   * Creates or changes the schedule of the viewer's agency, in the name of the viewer. A new day or hour does not send
   * the week again that was sent already.
   */
  async schedule(
    scope: Scope,
    { agency, on, weekday, hour }: ScheduleWeeklyMailInput,
  ): Promise<{ id: string }> {
    const agencyId = await requireOwnAgency(scope, agency)
    const before = await scope.db.findOne(MailSchedule, {
      where: { agencyId },
      lock: { mode: 'for_no_key_update' },
    })
    const after = {
      weekday,
      hour,
      orderedById: on ? scope.viewer.id : null,
      orderedAt: on ? (before?.orderedAt ?? scope.now) : null,
    }
    const id = before?.id ?? uuidv7(scope.now)
    if (before) await scope.db.update(MailSchedule, id, after)
    else await scope.db.insert(MailSchedule, { id, agencyId, ...after })
    await audit(scope, {
      verb: 'scheduleWeeklyMail',
      subject: 'MailSchedule',
      id,
      ...(before && { before }),
      after,
    })
    return { id }
  }

  /** Returns the existing entry if the user is a recipient already. */
  async addRecipient(scope: Scope, { agency, user }: AddRecipientInput): Promise<{ id: string }> {
    const agencyId = await requireOwnAgency(scope, agency)
    const { id: userId } = await resolveActiveUser(scope, user, 'input.user')
    return insertRecipient(scope, agencyId, userId, 'addRecipient')
  }

  /** Adds the viewer, who may be of another agency. Changes the existing entry if they are a recipient already. */
  async subscribe(scope: Scope, input: SubscribeToWeeklySummaryInput): Promise<{ id: string }> {
    const { id } = await findAgency(scope, input.agency, 'input.agency')
    const { language, attachment } = input
    const choice = { ...(language !== undefined && { language }), ...(attachment && { attachment }) }
    return insertRecipient(scope, id, scope.viewer.id, 'subscribeToWeeklySummary', choice)
  }

  /** Deliveries that wait for the recipient are withdrawn. */
  async removeRecipient(scope: Scope, { id }: RemoveRecipientInput): Promise<{ id: string }> {
    const recipient = await lockRemovableRecipient(scope, id)
    if (recipient.removedAt) return recipient
    await scope.db.update(Recipient, id, { removedAt: scope.now })
    const [before, after] = [{ removedAt: null }, { removedAt: scope.now }]
    await audit(scope, { verb: 'removeRecipient', subject: 'Recipient', id, before, after })
    return recipient
  }
}

type MailChoice = Pick<Recipient, 'language' | 'attachment'>

async function changeChoice(
  scope: Scope,
  { id, ...before }: { id: string } & MailChoice,
  choice: Partial<MailChoice>,
  verb: string,
): Promise<{ id: string }> {
  const after = { ...before, ...choice }
  if (after.language === before.language && after.attachment === before.attachment) return { id }
  await scope.db.update(Recipient, id, after)
  await audit(scope, { verb, subject: 'Recipient', id, before, after })
  return { id }
}

async function insertRecipient(
  scope: Scope,
  agencyId: string,
  userId: string,
  verb: string,
  choice: Partial<MailChoice> = {},
): Promise<{ id: string }> {
  const [existing] = await scope.db.query<({ id: string } & MailChoice)[]>(
    'select id, language, attachment from recipient where agency_id = $1 and user_id = $2 and removed_at is null',
    [agencyId, userId],
  )
  if (existing) return changeChoice(scope, existing, choice, verb)
  const row = {
    ...{ id: uuidv7(scope.now), agencyId, userId, createdAt: scope.now, removedAt: null },
    ...{ language: null, attachment: 'PDF' as const, ...choice },
  }
  await scope.db.insert(Recipient, row)
  await audit(scope, { verb, subject: 'Recipient', id: row.id, after: row })
  return row
}

async function requireOwnAgency(scope: Scope, agency: string): Promise<string> {
  const { id } = await findAgency(scope, agency, 'input.agency')
  if (id !== scope.viewer.agencyId) throw appError('notYourSending')
  return id
}

/** Throws FORBIDDEN for colleagues of the recipient, who see the entry but may not remove it. */
async function lockRemovableRecipient(scope: Scope, id: string): Promise<Recipient> {
  const { viewer } = scope
  const recipient = await findRecipient(scope, id)
  const isHeadOfAgency = recipient.agencyId === viewer.agencyId && viewer.role === 'HEAD'
  if (recipient.userId !== viewer.id && !isHeadOfAgency) throw appError('notYourSending')
  return lockOrFail(scope, Recipient, 'recipient', id)
}

async function findRecipient(scope: Scope, id: string): Promise<Recipient> {
  const recipient = isUuid(id) && (await scope.db.findOneBy(Recipient, { id }))
  if (!recipient) throw appError('notFound', { what: 'recipient' })
  return recipient
}
