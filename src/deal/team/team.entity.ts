import { Agency } from '../../agency/agency.entity.js'
import { codes } from '../../core/codes.js'
import {
  CalendarDay,
  Code,
  Id,
  Instant,
  ListOf,
  Refers,
  Table,
  Text,
  ToMany,
  ToOne,
  shows,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'

export const teamRoles = ['LEAD', 'SUPPORT', 'INFORMED'] as const
export type TeamRole = (typeof teamRoles)[number]
export const TeamRoleCode = codes(
  'TeamRole',
  teamRoles,
  'LEAD and SUPPORT may change the deal, INFORMED may read it.',
)

@Table('deal_team', 'An agency’s time in the team of a deal.')
export class TeamMember {
  @Id() id: string

  @Refers() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @Code(TeamRoleCode, 'Its part.')
  role: TeamRole

  @CalendarDay('First day.', { name: 'from_day' })
  from: string

  @CalendarDay('The day it left; null while it is in the team.', { nullable: true, name: 'until_day' })
  until: string | null

  @Instant('When we learned that it joined.')
  recordedAt: Date

  @Instant('When we learned that it left.', { nullable: true })
  endRecordedAt: Date | null
}

@Table('handover', 'The lead passed from one agency to another.')
export class Handover {
  @Id() id: string

  @Refers() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @Refers() fromAgencyId: string
  @ToOne(() => Agency, '{t}.from_agency_id', 'Who led it.')
  from: Agency

  @Refers() toAgencyId: string
  @ToOne(() => Agency, '{t}.to_agency_id', 'Who leads it since.')
  to: Agency

  @CalendarDay('When.')
  on: string

  @Text(2000, 'Why.')
  reason: string

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who recorded it.')
  by: User

  @Instant('When we learned of it.')
  recordedAt: Date
}

@Table('need_to_know', 'A user who is named to know of a deal, whatever the agency and clearance.')
export class Knower {
  @Id() id: string

  @Refers() dealId: string

  @Refers() userId: string
  @ToOne(() => User, '{t}.user_id', 'Who is let know.')
  user: User

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who put them on the list.')
  by: User

  @Instant('Since when.')
  recordedAt: Date
}

const known = ' and exists (select 1 from deal_identity i where i.deal_id = {p}.id)'

shows(
  Deal,
  'team',
  ListOf(
    () => TeamMember,
    `{t}.deal_id = {p}.id${known}`,
    '{t}.from_day, {t}.id',
    'The agencies in its team, past ones included, as it is known now; empty when masked.',
  ),
)
shows(
  Deal,
  'handovers',
  ToMany(
    () => Handover,
    '{t}.deal_id = {p}.id',
    'How the lead passed on, corrected entries included; empty when masked.',
  ),
)
shows(
  Deal,
  'needToKnow',
  ListOf(
    () => Knower,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at, {t}.id',
    'Who is named to know of it; empty when masked.',
  ),
)
