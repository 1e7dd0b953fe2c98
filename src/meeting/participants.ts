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

export type ParticipantRow = Omit<MeetingParticipant, 'id' | 'meetingId' | 'meeting' | Shown>
type Shown = 'contact' | 'user' | 'prospect' | 'agency' | 'decisionMaker'

/** Whom an input names, in its order; each contact and each user once. */
export async function resolveParticipants(
  scope: Scope,
  values: readonly MeetingParticipantInput[],
): Promise<ParticipantRow[]> {
  const participants: ParticipantRow[] = []
  for (const [i, participant] of values.entries())
    participants.push(await resolveParticipant(scope, participant, `${path}[${i}]`))
  checkUnique(
    participants.map((seat, i) => seat.contactId ?? seat.userId ?? `${i}`),
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
  if (description == null) checkNamed(input, here)
  else if (input.prospect != null && input.agency != null) throw badField(`${here}.agency`, 'ONE_AT_MOST')
  return {
    contactId: await idOf(contact, (id) => resolveReference(scope, Contact, id, `${here}.contact`)),
    userId: await idOf(user, (id) => resolveReference(scope, User, id, `${here}.user`)),
    description: description ?? null,
    prospectId: await idOf(input.prospect, (id) => resolveReference(scope, Prospect, id, `${here}.prospect`)),
    agencyId: await idOf(input.agency, (id) => findAgency(scope, id, `${here}.agency`)),
    describedDecides: input.decisionMaker ?? false,
  }
}

/** A contact or user has an organisation, and a say, of their own. */
function checkNamed({ prospect, agency, decisionMaker }: MeetingParticipantInput, here: string): void {
  if (prospect != null) throw badField(`${here}.prospect`, 'WITHOUT_A_NAME')
  if (agency != null) throw badField(`${here}.agency`, 'WITHOUT_A_NAME')
  if (decisionMaker != null) throw badField(`${here}.decisionMaker`, 'WITHOUT_A_NAME')
}

const idOf = async (value: string | null | undefined, find: (id: string) => Promise<{ id: string }>) =>
  value == null ? null : (await find(value)).id

/** Replaces who takes part, as far as the viewer sees them: a contact whom he may not see stays. */
export async function saveParticipants(
  scope: Scope,
  meetingId: string,
  participants: readonly ParticipantRow[],
): Promise<void> {
  await scope.db.query(
    `delete from meeting_participant where meeting_id = $1
        and (contact_id is null or exists (select 1 from contact c where c.id = contact_id))`,
    [meetingId],
  )
  // all ids at once: they grow in the order of the input
  const rows = participants.map((one) => ({ id: uuidv7(scope.now), meetingId, ...one }))
  if (rows.length > 0) await scope.db.insert(MeetingParticipant, rows)
}

/** Who takes part now, as the trail keeps it. */
export const findParticipants = (scope: Scope, meetingId: string): Promise<MeetingParticipant[]> =>
  scope.db.find(MeetingParticipant, { where: { meetingId }, order: { id: 'ASC' } })
