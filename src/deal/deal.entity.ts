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
import { Versioned } from '../write/versioned.js'
import type { StageCode } from './stage/stage.js'
import { DealStage } from './stage/stage.entity.js'

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
export const ActivityCode = registerCodes('Activity', activities, 'What the company would do here.')

export const dealTypes = [
  'GREENFIELD',
  'EXPANSION',
  'RELOCATION',
  'ACQUISITION',
  'JOINT_VENTURE',
  'RETENTION',
] as const
export type DealType = (typeof dealTypes)[number]
export const DealTypeCode = registerCodes('DealType', dealTypes, 'How the investment is made.')

export const dealOrigins = ['FOREIGN', 'OTHER_REGION', 'LOCAL'] as const
export type DealOrigin = (typeof dealOrigins)[number]
export const DealOriginCode = registerCodes('DealOrigin', dealOrigins, 'Where the investor comes from.')

/** What gives a deal away; a row of its own, which the policies withhold from who sees the deal masked. */
@TableType('deal_identity', 'What gives a deal away.', { key: 'deal_id' })
export class DealIdentity {
  @HiddenColumn('uuid', { primary: true }) dealId: string

  @StringField(300, 'What it is about.')
  title: string

  @TextField(20_000, 'In full.', { nullable: true })
  description: string | null

  @HiddenColumn('uuid', { nullable: true }) prospectId: string | null
}

@TableType('deal', 'One investment project of one prospect.', {
  beside: { identity: 'left join deal_identity {identity} on {identity}.deal_id = {t}.id' },
})
export class Deal extends Versioned {
  @CodeField(
    /^[A-Z]{2,5}-\d{4}-\d{4,}$/,
    'WAL-2018-0003',
    'Region, year of opening and serial; never used again.',
    {
      unique: true,
    },
  )
  reference: string

  @StringField(100, 'The name for those who may not know the real one.')
  codeName: string

  @DerivedField(
    'boolean',
    () => Boolean,
    '({identity}.deal_id is null)',
    'You see the deal without what gives it away: `title` is the code name.',
  )
  masked: boolean

  @DerivedField(
    'text',
    () => String,
    'coalesce({identity}.title, {t}.code_name)',
    'What it is about; the code name when masked.',
  )
  title: string

  @DerivedField('text', () => String, '{identity}.description', 'In full; null when masked or not given.', {
    nullable: true,
  })
  description: string | null

  @ToOne(() => Prospect, '{identity}.prospect_id', 'The company; null when masked or not known yet.', {
    nullable: true,
  })
  prospect: Prospect | null

  @NaceField('NACE Rev. 2 section or division of the activity here.', { nullable: true })
  sector: string | null

  @EnumField(ActivityCode, 'What the company would do here.', { nullable: true })
  activity: Activity | null

  @EnumField(DealTypeCode, 'How the investment is made.', { nullable: true })
  type: DealType | null

  @EnumField(DealOriginCode, 'Where the investor comes from.', { nullable: true })
  origin: DealOrigin | null

  @EmbeddedField(() => MoneyRange, 'Investment in buildings and equipment; null when not stated.', {
    nullable: true,
  })
  capex: MoneyRange | null

  @BooleanField('It is stated that the capex is unknown.')
  capexUnknown: boolean

  @BooleanField('It is stated that the number of jobs is unknown.')
  jobsUnknown: boolean

  @BooleanField('It is stated that no other location competes.')
  noCompetingLocations: boolean

  @EmbeddedField(() => PartialDate, 'When the company is expected to decide.', { nullable: true })
  expectedDecision: PartialDate | null

  @DateField('When the file is to be looked at again.', { nullable: true })
  nextReview: string | null

  @EnumField(ConfidentialityCode, 'Who may know of it.')
  confidentiality: Confidentiality

  @ForeignKey() leadAgencyId: string
  @ToOne(() => Agency, '{t}.lead_agency_id', 'The agency that leads it now: whom to ask for more.')
  leadAgency: Agency

  @ForeignKey({ nullable: true }) officerId: string | null
  @ToOne(
    () => User,
    '(case when {identity}.deal_id is not null then {t}.officer_id end)',
    'Who works on it; null when masked or not assigned.',
    { nullable: true },
  )
  officer: User | null

  @DateField('When the file was opened.')
  openedOn: string

  @HiddenColumn('text', { name: 'stage' }) stageCode: StageCode
  @HiddenColumn('text', { name: 'resume_stage', nullable: true }) resumeStageCode: StageCode | null
  @DateField('Since when it stands in its stage.')
  stageSince: string
  @DerivedField(
    'int',
    () => Int,
    `((now() at time zone 'Europe/Brussels')::date - {t}.stage_since)`,
    'How many days it has stood there: 0 on the first, as days change in Brussels.',
  )
  daysInStage: number
  @ToOne(() => DealStage, '{t}.stage', 'How far it has come.')
  stage: DealStage
}

extendType(
  Prospect,
  'deals',
  ToMany(() => Deal, '{via}.prospect_id = {p}.id', 'Its investment projects that you may know it by.', {
    via: 'join deal_identity {via} on {via}.deal_id = {t}.id',
  }),
)
