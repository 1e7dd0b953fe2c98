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
import { notedByDeal } from '../read-log/noted-rows.js'

export const teamRoles = ['LEAD', 'SUPPORT', 'INFORMED'] as const
export type TeamRole = (typeof teamRoles)[number]
export const TeamRoleCode = registerCodes('TeamRole', teamRoles, 'Role of an agency in the team of a deal.', {
  LEAD: 'Leads the deal and may change it. One agency in each team; only a handover changes which.',
  SUPPORT: 'May change the deal, beside the lead.',
  INFORMED: 'May read the deal, not change it.',
})

@TableType('deal_team', 'A membership of an agency in the team of a deal.')
export class TeamMember {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @EnumField(TeamRoleCode, 'Role.')
  role: TeamRole

  @DateField('First day.', { name: 'from_day' })
  from: string

  @DateField('Day on which it left; null while it is in the team.', { nullable: true, name: 'until_day' })
  until: string | null

  @DateTimeField('When the first day was recorded.')
  recordedAt: Date

  @DateTimeField('When the last day was recorded.', { nullable: true })
  endRecordedAt: Date | null
}

@TableType('handover', 'A change of the lead from one agency to another.', { noted: notedByDeal })
export class Handover {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey() fromAgencyId: string
  @ToOne(() => Agency, '{t}.from_agency_id', 'The agency that led it before.')
  from: Agency

  @ForeignKey() toAgencyId: string
  @ToOne(() => Agency, '{t}.to_agency_id', 'The agency that leads it after.')
  to: Agency

  @DateField('Day of the handover.')
  on: string

  @TextField(2000, 'Reason.')
  reason: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who recorded it.')
  by: User

  @DateTimeField('When it was recorded.')
  recordedAt: Date
}

@TableType(
  'need_to_know',
  'An entry of the need-to-know list of a deal: a user who may know of it, whatever their agency and clearance.',
)
export class NeedToKnowEntry {
  @IdField() id: string

  @ForeignKey() dealId: string

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'The listed user.')
  user: User

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who added the entry.')
  by: User

  @DateTimeField('When it was added.')
  recordedAt: Date
}

const isUnmaskedSql = ' and exists (select 1 from deal_identity i where i.deal_id = {p}.id)'

extendType(
  Deal,
  'team',
  ListOf(
    () => TeamMember,
    `{t}.deal_id = {p}.id${isUnmaskedSql}`,
    '{t}.from_day, {t}.id',
    'Its team, including past memberships, after corrections; empty when masked.',
  ),
)
extendType(
  Deal,
  'handovers',
  ToMany(
    () => Handover,
    '{t}.deal_id = {p}.id',
    'Its handovers, including corrected ones; empty when masked.',
  ),
)
extendType(
  Deal,
  'needToKnow',
  ListOf(
    () => NeedToKnowEntry,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at, {t}.id',
    'Its need-to-know list; empty when masked.',
  ),
)
