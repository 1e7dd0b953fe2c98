import { Agency } from '../../agency/agency.entity.js'
import { registerCodes } from '../../core/codes.js'
import {
  DateField,
  EnumField,
  IdField,
  DateTimeField,
  ListOf,
  ForeignKey,
  TableType,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'

export const teamRoles = ['LEAD', 'SUPPORT', 'INFORMED'] as const
export type TeamRole = (typeof teamRoles)[number]
export const TeamRoleCode = registerCodes(
  'TeamRole',
  teamRoles,
  'LEAD and SUPPORT may change the deal, INFORMED may read it.',
)

@TableType('deal_team', 'An agency’s time in the team of a deal.')
export class TeamMember {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @EnumField(TeamRoleCode, 'Its part.')
  role: TeamRole

  @DateField('First day.', { name: 'from_day' })
  from: string

  @DateField('The day it left; null while it is in the team.', { nullable: true, name: 'until_day' })
  until: string | null

  @DateTimeField('When we learned that it joined.')
  recordedAt: Date

  @DateTimeField('When we learned that it left.', { nullable: true })
  endRecordedAt: Date | null
}

@TableType('handover', 'The lead passed from one agency to another.')
export class Handover {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey() fromAgencyId: string
  @ToOne(() => Agency, '{t}.from_agency_id', 'Who led it.')
  from: Agency

  @ForeignKey() toAgencyId: string
  @ToOne(() => Agency, '{t}.to_agency_id', 'Who leads it since.')
  to: Agency

  @DateField('When.')
  on: string

  @TextField(2000, 'Why.')
  reason: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who recorded it.')
  by: User

  @DateTimeField('When we learned of it.')
  recordedAt: Date
}

@TableType('need_to_know', 'A user who is named to know of a deal, whatever the agency and clearance.')
export class NeedToKnowEntry {
  @IdField() id: string

  @ForeignKey() dealId: string

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'Who is let know.')
  user: User

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who put them on the list.')
  by: User

  @DateTimeField('Since when.')
  recordedAt: Date
}

const known = ' and exists (select 1 from deal_identity i where i.deal_id = {p}.id)'

extendType(
  Deal,
  'team',
  ListOf(
    () => TeamMember,
    `{t}.deal_id = {p}.id${known}`,
    '{t}.from_day, {t}.id',
    'The agencies in its team, past ones included, as it is known now; empty when masked.',
  ),
)
extendType(
  Deal,
  'handovers',
  ToMany(
    () => Handover,
    '{t}.deal_id = {p}.id',
    'How the lead passed on, corrected entries included; empty when masked.',
  ),
)
extendType(
  Deal,
  'needToKnow',
  ListOf(
    () => NeedToKnowEntry,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at, {t}.id',
    'Who is named to know of it; empty when masked.',
  ),
)
