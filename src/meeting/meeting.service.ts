import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { checkPastDay } from '../deal/day-rules.js'
import { toColumnValues } from '../read/shape.js'
import { audit, differences } from '../write/audit.js'
import { applyChanges, save } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { loadRelations, checkStaysVisible, withMeetingDeal, saveRelations } from './meeting-relations.js'
import { FollowUps } from './follow-up.js'
import { lockChangeableMeeting } from './meeting-access.js'
import { bumpDealsOfMeeting, dealIdsOfMeeting, lockDealsOfMeeting } from './meeting-deals.js'
import { Meeting, type MeetingStatus } from './meeting.entity.js'
import type {
  CancelMeetingInput,
  PlanMeetingInput,
  RecordMeetingInput,
  UpdateMeetingInput,
  WithdrawMeetingInput,
} from './meeting.input.js'
import { checkPlanned, correctStatus, type StatusChange } from './meeting-status.js'
import { timeOfMeeting, resolveMeetingTime, type MeetingTime } from './meeting-time.js'
import { checkActiveParticipants, findParticipants, recordEmployments } from './participants.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import { allowWidening } from '../write/widening/widening.js'

/** The fields common to the inputs of a meeting. */
type MeetingInput = Omit<RecordMeetingInput, 'id' | 'version'>

interface MeetingVersion {
  id: string
  version: number
}

@Injectable()
export class MeetingService {
  constructor(private readonly followUps: FollowUps) {}

  plan(scope: Scope, input: PlanMeetingInput): Promise<{ id: string }> {
    return this.enter(scope, 'planMeeting', 'PLANNED', input)
  }

  /** Records that a meeting was held: a planned one, or a new one if the input has no id. */
  async record(scope: Scope, { id, version, ...fields }: RecordMeetingInput): Promise<{ id: string }> {
    if (id == null) return this.enter(scope, 'recordMeeting', 'HELD', fields)
    if (version == null) throw badField('input.version', 'NEEDED')
    return this.change(scope, 'recordMeeting', { id, version }, fields, (meeting) => {
      checkPlanned(meeting)
      return { status: 'HELD', recordedAt: scope.now }
    })
  }

  /** Edits a meeting. One that was not held after all becomes planned or cancelled, with the reason. */
  update(
    scope: Scope,
    { id, version, status, reason, ...fields }: UpdateMeetingInput,
  ): Promise<{ id: string }> {
    return this.change(scope, 'updateMeeting', { id, version }, fields, (meeting) =>
      correctStatus(scope, meeting, { status, reason }),
    )
  }

  cancel(scope: Scope, { id, version, reason }: CancelMeetingInput): Promise<{ id: string }> {
    return this.change(scope, 'cancelMeeting', { id, version }, {}, (meeting) => {
      checkPlanned(meeting)
      return { status: 'CANCELLED', cancelReason: reason ?? null, recordedAt: scope.now }
    })
  }

  /** Withdraws a meeting that was entered by mistake. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawMeetingInput): Promise<{ id: string }> {
    // deals before the meeting, as in every change of it
    const before = await dealIdsOfMeeting(scope, id)
    const deals = await lockDealsOfMeeting(scope, { before, added: [], removed: [] })
    await lockChangeableMeeting(scope, id, version)
    const withdrawal = { verb: 'withdrawMeeting', column: 'meetingId', subject: 'Meeting' } as const
    await recordWithdrawal(scope, { ...withdrawal, id, reason })
    await bumpDealsOfMeeting(scope, deals)
    return { id }
  }

  private async enter(
    scope: Scope,
    verb: string,
    status: MeetingStatus,
    {
      idempotencyKey: _,
      widensAccess: __,
      deals,
      participants,
      tasks,
      hostAgency,
      title,
      ...facts
    }: MeetingInput,
  ): Promise<{ id: string }> {
    if (title == null) throw badField('input.title', 'NEEDED')
    const time = resolveMeetingTime(facts)
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...{ title, topics: [], confidentiality: 'INTERNAL' as const, outcome: null },
      ...toColumnValues(Meeting, { ...facts, ...time }),
      status,
      hostAgencyId: (await resolveHost(scope, hostAgency)) ?? null,
      enteredById: scope.viewer.agencyId,
      recordedAt: scope.now,
    }
    checkHeld(scope, row, time)
    const relations = await loadRelations(scope, { deals, participants, tasks }, [])
    if (status === 'PLANNED') await checkActiveParticipants(scope, relations.participants ?? [], [])
    await scope.db.insert(Meeting, row)
    await saveRelations(scope, row.id, relations)
    const after = {
      ...row,
      deals: relations.after,
      participants: relations.participants ?? [],
      tasks: await this.followUps.createTasks(scope, row.id, withMeetingDeal(tasks, relations)),
    }
    await audit(scope, { verb, subject: 'Meeting', id: row.id, after })
    return row
  }

  private async change(
    scope: Scope,
    verb: string,
    { id, version }: MeetingVersion,
    { idempotencyKey: _, widensAccess, deals, participants, tasks, hostAgency, ...facts }: MeetingInput,
    changeStatus: (meeting: Meeting) => StatusChange = () => ({}),
  ): Promise<Meeting> {
    const relations = await loadRelations(
      scope,
      { deals, participants, tasks },
      await dealIdsOfMeeting(scope, id),
    )
    const meeting = await lockChangeableMeeting(scope, id, version)
    checkStaysVisible(scope, meeting, relations)
    await allowWidening(scope, id, widensAccess)
    const known = await findParticipants(scope, id)
    const before = { ...meeting, deals: relations.before, participants: known }
    const time = resolveMeetingTime(facts, timeOfMeeting(meeting))
    const hostAgencyId = await resolveHost(scope, hostAgency)
    const { because, ...statusChange } = changeStatus(meeting)
    const changed = applyChanges(Meeting, meeting, { ...facts, ...time, hostAgencyId, ...statusChange })
    checkHeld(scope, meeting, time)
    if (meeting.status === 'PLANNED')
      await checkActiveParticipants(scope, relations.participants ?? [], known)
    await save(scope, Meeting, meeting, changed)
    await saveRelations(scope, id, relations)
    // participants keep the organisation of the day: a planned meeting has none yet, and a moved one has another
    if (before.status === 'PLANNED' || before.whenTo !== meeting.whenTo) await recordEmployments(scope, id)
    const after = {
      ...meeting,
      ...(because !== undefined && { because }),
      deals: relations.after,
      participants: await findParticipants(scope, id),
      tasks: await this.followUps.createTasks(scope, id, withMeetingDeal(tasks, relations)),
    }
    await audit(scope, { verb, subject: 'Meeting', id, ...differences({ ...before, tasks: [] }, after) })
    return meeting
  }
}

/** Rejects a held meeting that begins after today in Brussels, and an outcome of one that was not held. */
function checkHeld(
  scope: Scope,
  { status, outcome }: { status: MeetingStatus; outcome?: unknown },
  { when, startsAt }: MeetingTime,
): void {
  if (status === 'HELD') checkPastDay(scope, when.from, startsAt ? 'input.startsAt' : 'input.when')
  else if (outcome != null) throw badField('input.outcome', 'OUTCOME_OF_THE_HELD')
}

async function resolveHost(
  scope: Scope,
  agency: string | null | undefined,
): Promise<string | null | undefined> {
  return agency == null ? agency : (await findAgency(scope, agency, 'input.hostAgency')).id
}
