import { Int } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Confidentiality } from '../core/scope.js'
import { ConfidentialityCode } from '../core/enums.js'
import { MoneyRange } from '../read/composite/money.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  DateField,
  EnumField,
  DerivedField,
  BooleanField,
  HiddenColumn,
  NaceField,
  EmbeddedField,
  ForeignKey,
  TableType,
  StringField,
  TextField,
  ToMany,
  ToOne,
  CodeField,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { Versioned } from '../write/versioned.js'
import type { StageCode } from './stage/stage.js'
import { DealStage } from './stage/stage.entity.js'
import { notedDeal } from './read-log/noted-rows.js'

export const activities = [
  'LOGISTICS',
  'MANUFACTURING',
  'R_AND_D',
  'HEADQUARTERS',
  'SERVICES',
  'DATA_CENTRE',
  'SALES',
  'ENERGY',
  'AGRI_FOOD',
  'TOURISM',
  'OTHER',
] as const
export type Activity = (typeof activities)[number]
export const ActivityCode = registerCodes('Activity', activities, 'Activity that the company plans here.', {
  LOGISTICS: 'Storage, transport and distribution.',
  MANUFACTURING: 'Production of goods.',
  R_AND_D: 'Research and development.',
  HEADQUARTERS: 'Head office of the company, or of a part of it.',
  SERVICES: 'Services to companies or consumers.',
  DATA_CENTRE: 'A data centre.',
  SALES: 'Sales and marketing.',
  ENERGY: 'Production or storage of energy.',
  AGRI_FOOD: 'Farming and food production.',
  TOURISM: 'Tourism and leisure.',
  OTHER: 'Another activity.',
})

export const dealTypes = [
  'GREENFIELD',
  'EXPANSION',
  'RELOCATION',
  'ACQUISITION',
  'JOINT_VENTURE',
  'RETENTION',
] as const
export type DealType = (typeof dealTypes)[number]
export const DealTypeCode = registerCodes('DealType', dealTypes, 'Form of the investment.', {
  GREENFIELD: 'A new operation.',
  EXPANSION: 'Expansion of an operation that exists here.',
  RELOCATION: 'Move of an operation from elsewhere.',
  ACQUISITION: 'Takeover of a company here.',
  JOINT_VENTURE: 'A company founded together with a partner.',
  RETENTION: 'An operation that exists here stays.',
})

export const dealOrigins = ['FOREIGN', 'OTHER_REGION', 'LOCAL'] as const
export type DealOrigin = (typeof dealOrigins)[number]
export const DealOriginCode = registerCodes('DealOrigin', dealOrigins, 'Origin of the investor.', {
  FOREIGN: 'From another country.',
  OTHER_REGION: 'From another region of the country.',
  LOCAL: 'From the region itself.',
})

/** A row of its own, so that row-level security can hide it from users who see the deal masked. */
@TableType('deal_identity', 'The fields that identify a deal.', { key: 'deal_id' })
export class DealIdentity {
  @HiddenColumn('uuid', { primary: true }) dealId: string

  @StringField(300, 'Title.')
  title: string

  @TextField(20_000, 'Full description.', { nullable: true })
  description: string | null

  @HiddenColumn('uuid', { nullable: true }) prospectId: string | null
}

@TableType('deal', 'An investment project of one prospect.', {
  beside: { identity: 'left join deal_identity {identity} on {identity}.deal_id = {t}.id' },
  noted: notedDeal,
})
export class Deal extends Versioned {
  @CodeField(
    /^[A-Z]{2,5}-\d{4}-\d{4,}$/,
    'WAL-2018-0003',
    'Region, year of opening and serial number; never reused.',
    {
      unique: true,
    },
  )
  reference: string

  @StringField(100, 'Name shown to users who may not know the real one.')
  codeName: string

  @DerivedField(
    'boolean',
    () => Boolean,
    '({identity}.deal_id is null)',
    'Whether you see the deal without the fields that identify it; `title` is then the code name.',
  )
  masked: boolean

  @DerivedField(
    'text',
    () => String,
    'coalesce({identity}.title, {t}.code_name)',
    'Title; the code name when masked.',
  )
  title: string

  @DerivedField(
    'text',
    () => String,
    '{identity}.description',
    'Full description; null when masked or not given.',
    {
      nullable: true,
    },
  )
  description: string | null

  @ToOne(() => Prospect, '{identity}.prospect_id', 'The company; null when masked or not known yet.', {
    nullable: true,
  })
  prospect: Prospect | null

  @NaceField('NACE Rev. 2 section or division of the activity here.', { nullable: true })
  sector: string | null

  @EnumField(ActivityCode, 'Activity that the company plans here.', { nullable: true })
  activity: Activity | null

  @EnumField(DealTypeCode, 'Form of the investment.', { nullable: true })
  type: DealType | null

  @EnumField(DealOriginCode, 'Origin of the investor.', { nullable: true })
  origin: DealOrigin | null

  @EmbeddedField(() => MoneyRange, 'Investment in buildings and equipment; null when not stated.', {
    nullable: true,
  })
  capex: MoneyRange | null

  @BooleanField('Whether the capex was stated to be unknown.')
  capexUnknown: boolean

  @BooleanField('Whether the number of jobs was stated to be unknown.')
  jobsUnknown: boolean

  @BooleanField('Whether it was stated that no other location competes.')
  noCompetingLocations: boolean

  @EmbeddedField(() => PartialDate, 'Expected date of the decision of the company.', { nullable: true })
  expectedDecision: PartialDate | null

  @DateField('Day of the next review of the file.', { nullable: true })
  nextReview: string | null

  @EnumField(ConfidentialityCode, 'Confidentiality level, which limits the users who may know of it.')
  confidentiality: Confidentiality

  @ForeignKey() leadAgencyId: string
  @ToOne(() => Agency, '{t}.lead_agency_id', 'The agency that leads it now: the contact for questions.')
  leadAgency: Agency

  @ForeignKey({ nullable: true }) officerId: string | null
  @ToOne(
    () => User,
    '(case when {identity}.deal_id is not null then {t}.officer_id end)',
    'The responsible user; null when masked or not assigned.',
    { nullable: true },
  )
  officer: User | null

  @DateField('Day on which the file was opened.')
  openedOn: string

  declare withdrawnAt: Date | null

  @HiddenColumn('text', { name: 'stage' }) stageCode: StageCode
  @HiddenColumn('text', { name: 'resume_stage', nullable: true }) resumeStageCode: StageCode | null
  @DateField('First day in its present stage.')
  stageSince: string
  @DerivedField(
    'int',
    () => Int,
    `((now() at time zone 'Europe/Brussels')::date - {t}.stage_since)`,
    'Days in its present stage: 0 on the first day. Days change at midnight in Brussels.',
  )
  daysInStage: number
  @ToOne(() => DealStage, '{t}.stage', 'Stage in the pipeline.')
  stage: DealStage
}

makeWithdrawable(Deal, 'deal_id')

extendType(
  Prospect,
  'deals',
  ToMany(() => Deal, '{via}.prospect_id = {p}.id', 'Its investment projects whose company you may know.', {
    via: 'join deal_identity {via} on {via}.deal_id = {t}.id',
  }),
)
