import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { checkPastDay } from '../deal/day-rules.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { applyChanges, save } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { loadRelations, checkStaysVisible, withMeetingDeal, saveRelations } from './meeting-relations.js'
import { FollowUps } from './follow-up.js'
import { changeableMeeting } from './meeting-access.js'
import { dealIdsOfMeeting } from './meeting-deals.js'
import { Meeting, type MeetingStatus } from './meeting.entity.js'
import type {
  CancelMeetingInput,
  PlanMeetingInput,
  RecordMeetingInput,
  UpdateMeetingInput,
} from './meeting.input.js'
import { checkPlanned, correctStatus, type StatusChange } from './meeting-status.js'
import { timeOfMeeting, resolveMeetingTime, type MeetingTime } from './meeting-time.js'
import { findParticipants } from './participants.js'

/** What every input of a meeting may say. */
type Said = Omit<RecordMeetingInput, 'id' | 'version'>

interface Seen {
  id: string
  version: number
}

@Injectable()
export class MeetingService {
  constructor(private readonly followUps: FollowUps) {}

  plan(scope: Scope, input: PlanMeetingInput): Promise<{ id: string }> {
    return this.enter(scope, 'planMeeting', 'PLANNED', input)
  }

  /** Records that a meeting was held: one that was planned, or one that nobody had entered. */
  async record(scope: Scope, { id, version, ...said }: RecordMeetingInput): Promise<{ id: string }> {
    if (id == null) return this.enter(scope, 'recordMeeting', 'HELD', said)
    if (version == null) throw badField('input.version', 'NEEDED')
    return this.change(scope, 'recordMeeting', { id, version }, said, (meeting) => {
      checkPlanned(meeting)
      return { status: 'HELD', recordedAt: scope.now }
    })
  }

  /** Edits a meeting; one that was not held after all is put back, or cancelled, with the reason. */
  update(
    scope: Scope,
    { id, version, status, reason, ...said }: UpdateMeetingInput,
  ): Promise<{ id: string }> {
    return this.change(scope, 'updateMeeting', { id, version }, said, (meeting) =>
      correctStatus(scope, meeting, { status, reason }),
    )
  }

  cancel(scope: Scope, { id, version, reason }: CancelMeetingInput): Promise<{ id: string }> {
    return this.change(scope, 'cancelMeeting', { id, version }, {}, (meeting) => {
      checkPlanned(meeting)
      return { status: 'CANCELLED', cancelReason: reason ?? null, recordedAt: scope.now }
    })
  }

  private async enter(
    scope: Scope,
    verb: string,
    status: MeetingStatus,
    { idempotencyKey: _, deals, participants, tasks, hostAgency, title, ...facts }: Said,
  ): Promise<{ id: string }> {
    if (title == null) throw badField('input.title', 'NEEDED')
    const time = resolveMeetingTime(facts)
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...{ title, topics: [], confidentiality: 'INTERNAL' as const, outcome: null },
      ...toColumnValues(Meeting, { ...facts, ...time }),
      status,
      hostAgencyId: (await hostOf(scope, hostAgency)) ?? null,
      enteredById: scope.viewer.agencyId,
      recordedAt: scope.now,
    }
    checkHeld(scope, row, time)
    const surroundings = await loadRelations(scope, { deals, participants, tasks }, [])
    await scope.db.insert(Meeting, row)
    await saveRelations(scope, row.id, surroundings)
    const after = {
      ...row,
      deals: surroundings.after,
      participants: surroundings.seats ?? [],
      tasks: await this.followUps.take(scope, row.id, withMeetingDeal(tasks, surroundings)),
    }
    await audit(scope, { verb, subject: 'Meeting', id: row.id, after })
    return row
  }

  private async change(
    scope: Scope,
    verb: string,
    { id, version }: Seen,
    { idempotencyKey: _, deals, participants, tasks, hostAgency, ...facts }: Said,
    becoming: (meeting: Meeting) => StatusChange = () => ({}),
  ): Promise<Meeting> {
    const surroundings = await loadRelations(
      scope,
      { deals, participants, tasks },
      await dealIdsOfMeeting(scope, id),
    )
    const meeting = await changeableMeeting(scope, id, version)
    checkStaysVisible(scope, meeting, surroundings)
    const before = { ...meeting, deals: surroundings.before, participants: await findParticipants(scope, id) }
    const time = resolveMeetingTime(facts, timeOfMeeting(meeting))
    const hostAgencyId = await hostOf(scope, hostAgency)
    const { because, ...become } = becoming(meeting)
    const changed = applyChanges(Meeting, meeting, { ...facts, ...time, hostAgencyId, ...become })
    checkHeld(scope, meeting, time)
    await save(scope, Meeting, meeting, changed)
    await saveRelations(scope, id, surroundings)
    const after = {
      ...meeting,
      ...(because !== undefined && { because }),
      deals: surroundings.after,
      participants: await findParticipants(scope, id),
      tasks: await this.followUps.take(scope, id, withMeetingDeal(tasks, surroundings)),
    }
    await audit(scope, { verb, subject: 'Meeting', id, before, after })
    return meeting
  }
}

/** What was held has begun, today at the latest; what was not has no outcome. */
function checkHeld(
  scope: Scope,
  { status, outcome }: { status: MeetingStatus; outcome?: unknown },
  { when, startsAt }: MeetingTime,
): void {
  if (status === 'HELD') checkPastDay(scope, when.from, startsAt ? 'input.startsAt' : 'input.when')
  else if (outcome != null) throw badField('input.outcome', 'OUTCOME_OF_THE_HELD')
}

async function hostOf(scope: Scope, agency: string | null | undefined): Promise<string | null | undefined> {
  return agency == null ? agency : (await findAgency(scope, agency, 'input.hostAgency')).id
}
