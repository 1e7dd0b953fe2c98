import { Int } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { registerCodes } from '../../core/codes.js'
import type { Language } from '../../core/locale.js'
import { ObjectRule } from '../../core/rule.js'
import { LanguageCode } from '../../core/enums.js'
import { addRangeFilters } from '../../read/composite/range.js'
import { Source, type SourceKind } from '../../read/composite/source.js'
import {
  ToOneWithArgs,
  DateField,
  EnumField,
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  EmbeddedField,
  ForeignKey,
  TableType,
  ToMany,
  ToOne,
  IntField,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'

export const jobKinds = ['DIRECT', 'INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION'] as const
export type JobKind = (typeof jobKinds)[number]
export const JobKindCode = registerCodes(
  'JobKind',
  jobKinds,
  'What sort of jobs; sorts are never added together.',
)

/** From near to far: each includes the earlier ones. */
export const jobHorizons = ['INITIAL', 'MEDIUM_TERM', 'FULL'] as const
export type JobHorizon = (typeof jobHorizons)[number]
export const JobHorizonCode = registerCodes(
  'JobHorizon',
  jobHorizons,
  'By when; a horizon includes the earlier ones.',
)

export const jobStandings = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED'] as const
export type JobStanding = (typeof jobStandings)[number]
export const JobStandingCode = registerCodes(
  'JobStanding',
  jobStandings,
  'How sure a statement about jobs is.',
)

const inOrder = ({ low, high }: { low: number; high: number | null }): boolean => high == null || high >= low

@TableType(
  'job_projection',
  'A dated, sourced statement of how many jobs, when, and how sure. Append-only: a correction is a new row that names the one it replaces.',
  {
    beside: { words: 'left join job_projection_text {words} on {words}.job_projection_id = {t}.id' },
  },
)
export class JobProjection {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about.')
  deal: Deal

  @EnumField(JobKindCode, 'What sort of jobs.')
  kind: JobKind

  @EnumField(JobHorizonCode, 'By when.')
  horizon: JobHorizon

  @IntField(1900, 2200, 'The year that the horizon means, if stated.', { nullable: true })
  targetYear: number | null

  @IntField(0, 10_000_000, 'At least so many.')
  low: number

  @IntField(0, 10_000_000, 'At most so many; null when open-ended: "more than a thousand".', {
    nullable: true,
    check: [ObjectRule('RANGE_INVERTED', inOrder, ({ low, high }: JobProjection) => ({ low, high: high! }))],
  })
  high: number | null

  @DerivedField('boolean', () => Boolean, '({t}.high is null)', 'No upper end was stated.')
  openEnded: boolean

  @EnumField(JobStandingCode, 'How sure it is.')
  standing: JobStanding

  @DateField('When it was stated.')
  statedOn: string

  @DateTimeField('When we learned of it.')
  recordedAt: Date

  @ForeignKey({ nullable: true }) replacesId: string | null
  @ToOne(() => JobProjection, '{t}.replaces_id', 'The statement that this one corrects.', { nullable: true })
  replaces: JobProjection | null

  @ToOne(
    () => JobProjection,
    '(select r.id from job_projection r where r.replaces_id = {t}.id)',
    'The statement that corrects this one.',
    { nullable: true },
  )
  replacedBy: JobProjection | null

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {words}.job_projection_id is not null then {t}.by_id end)',
    'Who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField(
    'text',
    () => String,
    '{words}.wording',
    'As stated, in its own language; null when masked or not quoted.',
    { nullable: true },
  )
  wording: string | null

  @DerivedField('code', () => LanguageCode, '{words}.wording_language', 'The language of the wording.', {
    nullable: true,
    codes: LanguageCode,
  })
  wordingLanguage: Language | null

  @EmbeddedField(() => Source, 'Where it comes from; null when masked.', {
    nullable: true,
    beside: 'words',
    prefix: 'source_',
  })
  source: Source | null
}

addRangeFilters(JobProjection, { graphql: () => Int, sql: 'int' })

/** The free text of a job projection, kept apart: a quotation names names. */
@Entity('job_projection_text')
export class JobProjectionWords {
  @HiddenColumn('uuid', { primary: true }) jobProjectionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text', { nullable: true }) wording: string | null
  @HiddenColumn('text', { nullable: true }) wordingLanguage: Language | null
  @HiddenColumn('text') sourceKind: SourceKind
  @HiddenColumn('text', { nullable: true }) sourceName: string | null
  @HiddenColumn('date', { nullable: true }) sourcePublishedOn: string | null
  @HiddenColumn('text', { nullable: true }) sourceAddress: string | null
}

extendType(
  Deal,
  'jobProjections',
  ToMany(
    () => JobProjection,
    '{t}.deal_id = {p}.id',
    'What was stated about its jobs, corrected statements included.',
  ),
)

/** The latest stated and recorded that nobody replaced; of the furthest horizon where none is named. */
const current = `select j.* from job_projection j
  where j.deal_id = {t}.id and j.kind = {kind} and ({horizon} is null or j.horizon = {horizon})
    and j.standing <> 'REALISED' and ({rumours} or j.standing <> 'RUMOURED')
    and not exists (select 1 from job_projection r where r.replaces_id = j.id)
  order by array_position(array['FULL','MEDIUM_TERM','INITIAL'], j.horizon), j.stated_on desc, j.recorded_at desc, j.id desc limit 1`

extendType(
  Deal,
  'currentProjection',
  ToOneWithArgs(
    () => JobProjection,
    current,
    'What is projected now: the latest statement that nobody replaced. REALISED is kept apart.',
    [
      {
        name: 'kind',
        graphql: () => JobKindCode,
        defaultValue: 'DIRECT',
        sql: 'text',
        description: 'What sort of jobs.',
      },
      {
        name: 'horizon',
        graphql: () => JobHorizonCode,
        nullable: true,
        sql: 'text',
        description: 'Left out: the furthest that was stated.',
      },
      {
        name: 'rumours',
        graphql: () => Boolean,
        defaultValue: false,
        sql: 'boolean',
        description: 'Whether rumours count.',
      },
    ],
  ),
)
