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
import { Versioned } from '../write/versioned.js'

export const meetingStatuses = ['PLANNED', 'HELD', 'CANCELLED'] as const
export type MeetingStatus = (typeof meetingStatuses)[number]
export const MeetingStatusCode = registerCodes(
  'MeetingStatus',
  meetingStatuses,
  'What is planned is held or cancelled in the end. What is cancelled stays so; what was not held after all is put right by updateMeeting.',
)

/** Seen by whoever has full access to every one of its deals. */
@TableType(
  'meeting',
  'An encounter, planned or held; you see it when you have full access to all of its deals.',
)
export class Meeting extends Versioned {
  @StringField(300, 'What it is called.')
  title: string

  @EmbeddedField(() => PartialDate, 'When, as exactly as it is known: with `startsAt`, its day in Brussels.')
  when: PartialDate
  declare whenFrom: string
  declare whenTo: string
  declare whenPrecision: Precision

  @DateTimeField('The exact beginning; null when not known.', { nullable: true })
  startsAt: Date | null

  @DateTimeField('The exact end; null when not known.', { nullable: true })
  endsAt: Date | null

  @StringField(300, 'Where.', { nullable: true })
  place: string | null

  @EnumField(MeetingStatusCode, 'Whether it is to come, was held, or was cancelled.')
  status: MeetingStatus

  @ForeignKey({ nullable: true }) hostAgencyId: string | null
  @ToOne(() => Agency, '{t}.host_agency_id', 'The agency that invites; null when none of ours does.', {
    nullable: true,
  })
  hostAgency: Agency | null

  @StringField(200, 'What is talked about.', { list: true })
  topics: string[]

  @TextField(20_000, 'What came of it; null until it was held.', { nullable: true })
  outcome: string | null

  @TextField(2000, 'Why it was cancelled; null when it was not, or nobody said.', { nullable: true })
  cancelReason: string | null

  @EnumField(
    FreeConfidentialityCode,
    'Who sees it when it has no deal: all (OPEN), or the agencies that entered and that host it (INTERNAL).',
  )
  confidentiality: FreeConfidentiality

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency

  @DateTimeField('When we learned what its status says: that it is planned, was held, or was cancelled.')
  recordedAt: Date

  @ListOf(() => Deal, '{via}.meeting_id = {p}.id', '{t}.reference', 'The deals that it is about.', {
    via: 'join meeting_deal {via} on {via}.deal_id = {t}.id',
  })
  deals: Deal[]
}

/** A meeting is about a deal. */
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
    'The meetings about it; those that are about another deal too only when you have full access to that one as well.',
    { via: 'join meeting_deal {via} on {via}.meeting_id = {t}.id' },
  ),
)
