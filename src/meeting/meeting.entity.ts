import { Entity } from 'typeorm'
import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Precision } from '../core/time/partial-date.js'
import { Deal } from '../deal/deal.entity.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { FreeConfidentialityCode, type FreeConfidentiality } from '../prospect/prospect.entity.js'
import {
  EnumField,
  DateTimeField,
  HiddenColumn,
  ListOf,
  EmbeddedField,
  ForeignKey,
  TableType,
  StringField,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { Versioned } from '../write/versioned.js'
import { notedByLinks } from '../deal/read-log/noted-rows.js'

export const meetingStatuses = ['PLANNED', 'HELD', 'CANCELLED'] as const
export type MeetingStatus = (typeof meetingStatuses)[number]
export const MeetingStatusCode = registerCodes('MeetingStatus', meetingStatuses, 'Status of a meeting.', {
  PLANNED: 'To take place; becomes HELD or CANCELLED.',
  HELD: 'Took place; updateMeeting corrects a meeting wrongly recorded as HELD.',
  CANCELLED: 'Does not take place; final.',
})

/** Access: set_meeting_access.sql. */
@TableType('meeting', 'A meeting, planned or held. You see it if you see all of its deals in full.', {
  noted: notedByLinks,
})
export class Meeting extends Versioned {
  @StringField(300, 'Title.')
  title: string

  @EmbeddedField(
    () => PartialDate,
    'Day or range of days, as precisely as known; with `startsAt`, the day of that instant in Brussels.',
  )
  when: PartialDate
  declare whenFrom: string
  declare whenTo: string
  declare whenPrecision: Precision

  @DateTimeField('Exact start; null when not known.', { nullable: true })
  startsAt: Date | null

  @DateTimeField('Exact end; null when not known.', { nullable: true })
  endsAt: Date | null

  @StringField(300, 'Place.', { nullable: true })
  place: string | null

  @EnumField(MeetingStatusCode, 'Whether it is planned, was held or was cancelled.')
  status: MeetingStatus

  @ForeignKey({ nullable: true }) hostAgencyId: string | null
  @ToOne(() => Agency, '{t}.host_agency_id', 'The agency that hosts it; null when no agency does.', {
    nullable: true,
  })
  hostAgency: Agency | null

  @StringField(200, 'Topics.', { list: true })
  topics: string[]

  @TextField(20_000, 'Outcome; null until it was held.', { nullable: true })
  outcome: string | null

  @TextField(2000, 'Reason for the cancellation; null when not cancelled or no reason was given.', {
    nullable: true,
  })
  cancelReason: string | null

  @EnumField(
    FreeConfidentialityCode,
    'Visibility while it has no deal: every signed-in user (OPEN), or the agencies that entered or host it (INTERNAL).',
  )
  confidentiality: FreeConfidentiality

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency

  @DateTimeField('When its present status was recorded.')
  recordedAt: Date

  @ListOf(() => Deal, '{via}.meeting_id = {p}.id', '{t}.reference', 'The deals that it is about.', {
    via: 'join meeting_deal {via} on {via}.deal_id = {t}.id',
  })
  deals: Deal[]

  declare withdrawnAt: Date | null
}

makeWithdrawable(Meeting, 'meeting_id')

/** Link between a meeting and a deal that it is about. */
@Entity('meeting_deal')
export class MeetingDeal {
  @HiddenColumn('uuid', { primary: true }) meetingId: string
  @HiddenColumn('uuid', { primary: true }) dealId: string
}

extendType(
  Deal,
  'meetings',
  ToMany(
    () => Meeting,
    '{via}.deal_id = {p}.id',
    'The meetings about it. A meeting that is also about another deal is included only if you see that deal in full too.',
    { via: 'join meeting_deal {via} on {via}.meeting_id = {t}.id' },
  ),
)
