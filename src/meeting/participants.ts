import { findAgency } from '../agency/find-agency.js'
import { Contact } from '../contact/contact.entity.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { checkUnique } from '../deal/deal-ids.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { User } from '../user/user.entity.js'
import { resolveReference } from '../write/edit.js'
import { MeetingParticipant } from './participant.entity.js'
import type { MeetingParticipantInput } from './participant.input.js'

const path = 'input.participants'

export type ParticipantRow = Omit<MeetingParticipant, 'id' | 'meetingId' | 'meeting' | ViewField>
type ViewField = 'contact' | 'user' | 'prospect' | 'agency' | 'decisionMaker' | 'jobTitle' | 'employmentId'

/** Returns the participants of an input in its order. Rejects a repeated contact or user. */
export async function resolveParticipants(
  scope: Scope,
  values: readonly MeetingParticipantInput[],
): Promise<ParticipantRow[]> {
  const participants: ParticipantRow[] = []
  for (const [i, participant] of values.entries())
    participants.push(await resolveParticipant(scope, participant, `${path}[${i}]`))
  checkUnique(
    participants.map(({ contactId, userId }, i) => contactId ?? userId ?? `${i}`),
    path,
  )
  return participants
}

async function resolveParticipant(
  scope: Scope,
  input: MeetingParticipantInput,
  here: string,
): Promise<ParticipantRow> {
  const { contact, user, description } = input
  if ([contact, user, description].filter((one) => one != null).length !== 1) throw badField(here, 'ONE_OF')
  if (description == null) checkDescriptionFields(input, here)
  else if (input.prospect != null && input.agency != null) throw badField(`${here}.agency`, 'ONE_AT_MOST')
  return {
    contactId: await findId(contact, (id) => resolveReference(scope, Contact, id, `${here}.contact`)),
    userId: await findId(user, (id) => resolveReference(scope, User, id, `${here}.user`)),
    description: description ?? null,
    prospectId: await findId(input.prospect, (id) =>
      resolveReference(scope, Prospect, id, `${here}.prospect`),
    ),
    agencyId: await findId(input.agency, (id) => findAgency(scope, id, `${here}.agency`)),
    describedDecides: input.decisionMaker ?? false,
  }
}

/** Rejects organisation and decisionMaker for a contact or user, who have their own. */
function checkDescriptionFields(
  { prospect, agency, decisionMaker }: MeetingParticipantInput,
  here: string,
): void {
  if (prospect != null) throw badField(`${here}.prospect`, 'WITHOUT_A_NAME')
  if (agency != null) throw badField(`${here}.agency`, 'WITHOUT_A_NAME')
  if (decisionMaker != null) throw badField(`${here}.decisionMaker`, 'WITHOUT_A_NAME')
}

const findId = async (value: string | null | undefined, find: (id: string) => Promise<{ id: string }>) =>
  value == null ? null : (await find(value)).id

/** Rejects users who can no longer sign in among the participants of a planned meeting, except `known` ones. */
export async function checkActiveParticipants(
  scope: Scope,
  participants: readonly ParticipantRow[],
  known: readonly MeetingParticipant[],
): Promise<void> {
  const added = participants.flatMap(({ userId }) =>
    userId !== null && !known.some((one) => one.userId === userId) ? [userId] : [],
  )
  const [inactive] = await scope.db.query<{ id: string }[]>(
    `select u.id from "user" u join agency a on a.id = u.agency_id
      where u.id = any($1) and not (u.active and a.active)`,
    [added],
  )
  if (!inactive) return
  const at = participants.findIndex(({ userId }) => userId === inactive.id)
  throw badField(`${path}[${at}].user`, 'NOT_ACTIVE')
}

interface RecordedEmployment {
  contact_id: string
  employment_id: string
  job_title: string | null
}

/**
 * Replaces the participants that the viewer sees; a contact that they may not see stays. A contact who stays keeps the
 * employment and job title that were recorded.
 */
export async function saveParticipants(
  scope: Scope,
  meetingId: string,
  participants: readonly ParticipantRow[],
): Promise<void> {
  const recorded = await scope.db.query<RecordedEmployment[]>(
    `select p.contact_id, p.employment_id, x.job_title
       from meeting_participant p join employment e on e.id = p.employment_id
         left join meeting_participant_text x on x.participant_id = p.id
      where p.meeting_id = $1`,
    [meetingId],
  )
  await scope.db.query(
    `delete from meeting_participant where meeting_id = $1
        and (contact_id is null or exists (select 1 from contact c where c.id = contact_id))`,
    [meetingId],
  )
  // one insert, with ids that increase in the order of the input
  const rows = participants.map((one) => ({ id: uuidv7(scope.now), meetingId, ...one }))
  if (rows.length > 0) await scope.db.insert(MeetingParticipant, rows)
  await recordEmployments(scope, meetingId, recorded)
}

/**
 * Stores which employment, and with it which job title, the contacts among the participants have on the day of the
 * meeting, as far as the viewer sees it. Those in `recorded` keep what was recorded.
 */
export async function recordEmployments(
  { db }: Scope,
  meetingId: string,
  recorded: readonly RecordedEmployment[] = [],
): Promise<void> {
  const recordedSql = 'jsonb_to_recordset($2) r (contact_id uuid, employment_id uuid, job_title text)'
  await db.query(
    `update meeting_participant p set employment_id = coalesce(r.employment_id, employment_on(c.id, m.when_to))
       from meeting m, contact c left join ${recordedSql} on r.contact_id = c.id
      where m.id = p.meeting_id and m.id = $1 and c.id = p.contact_id`,
    [meetingId, JSON.stringify(recorded)],
  )
  await db.query(
    `delete from meeting_participant_text x using meeting_participant p
      where p.id = x.participant_id and p.meeting_id = $1`,
    [meetingId],
  )
  await db.query(
    `insert into meeting_participant_text (participant_id, job_title)
     select p.id, coalesce(r.job_title, e.job_title)
       from meeting_participant p join employment e on e.id = p.employment_id
         left join ${recordedSql} on r.contact_id = p.contact_id
      where p.meeting_id = $1 and coalesce(r.job_title, e.job_title) is not null`,
    [meetingId, JSON.stringify(recorded)],
  )
}

/** Returns the stored participants, for the audit trail. */
export const findParticipants = (scope: Scope, meetingId: string): Promise<MeetingParticipant[]> =>
  scope.db.find(MeetingParticipant, { where: { meetingId }, order: { id: 'ASC' } })
