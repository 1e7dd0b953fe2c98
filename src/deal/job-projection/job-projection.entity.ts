import { Int } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { registerCodes } from '../../core/codes.js'
import { ObjectRule } from '../../core/validation/rule.js'
import { LanguageTagScalar } from '../../core/scalars.js'
import { PartialDate } from '../../read/composite/partial-date.js'
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
import { addFilter } from '../../read/shape.js'
import { User } from '../../user/user.entity.js'
import { makeWithdrawable } from '../../withdrawal/withdrawal.entity.js'
import { Deal } from '../deal.entity.js'
import { notedByDeal } from '../read-log/noted-rows.js'

export const jobKinds = ['DIRECT', 'INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION'] as const
export type JobKind = (typeof jobKinds)[number]
export const JobKindCode = registerCodes(
  'JobKind',
  jobKinds,
  'Kind of jobs; kinds are never added together.',
  {
    DIRECT: 'Jobs at the company itself; figures about deals count these unless `kind` names another.',
    INDIRECT: 'Jobs elsewhere that depend on the investment, for example at suppliers.',
    SAFEGUARDED: 'Existing jobs that would be lost without the investment.',
    CONSTRUCTION: 'Jobs during construction only.',
  },
)

/** From the nearest to the furthest; each includes the ones before. */
export const jobHorizons = ['INITIAL', 'MEDIUM_TERM', 'FULL'] as const
export type JobHorizon = (typeof jobHorizons)[number]
export const JobHorizonCode = registerCodes(
  'JobHorizon',
  jobHorizons,
  'Time by which the jobs exist; a horizon includes the earlier ones.',
  {
    INITIAL: 'At the beginning; the nearest horizon.',
    MEDIUM_TERM: 'In the medium term; includes the jobs of INITIAL.',
    FULL: 'When the project is complete; includes the jobs of both others.',
  },
)

/** From the weakest: a weaker one never displaces a stronger one (standing_strength.sql). REALISED is counted apart. */
export const jobStandings = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED'] as const
export type JobStanding = (typeof jobStandings)[number]
export const JobStandingCode = registerCodes(
  'JobStanding',
  jobStandings,
  'Certainty of a statement about jobs, from the weakest. A weaker statement never displaces a stronger one.',
  {
    RUMOURED: 'A rumour, the weakest; left out of totals unless `rumours` is requested.',
    REPORTED: 'Reported, for example by the press, but not announced.',
    ANNOUNCED: 'Announced, but not in a contract.',
    CONTRACTED: 'Agreed in a contract; the strongest of projected jobs.',
    REALISED: 'Jobs that exist; counted apart and never added to projected ones.',
  },
)

const isInOrder = ({ low, high }: { low: number; high: number | null }): boolean =>
  high == null || high >= low

@TableType(
  'job_projection',
  'A dated, sourced statement of a number of jobs, their horizon and its certainty. Append-only: a correction is a new row that names the row it replaces.',
  {
    noted: notedByDeal,
    beside: { words: 'left join job_projection_text {words} on {words}.job_projection_id = {t}.id' },
  },
)
export class JobProjection {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about.')
  deal: Deal

  @EnumField(JobKindCode, 'Kind of jobs.')
  kind: JobKind

  @EnumField(JobHorizonCode, 'Horizon.')
  horizon: JobHorizon

  @IntField(1900, 2200, 'Year of the horizon; null when not stated.', { nullable: true })
  targetYear: number | null

  @IntField(0, 10_000_000, 'Lower bound.')
  low: number

  @IntField(0, 10_000_000, 'Upper bound; null when open-ended, for example "more than a thousand".', {
    nullable: true,
    check: [
      ObjectRule('RANGE_INVERTED', isInOrder, ({ low, high }: JobProjection) => ({ low, high: high! })),
    ],
  })
  high: number | null

  @DerivedField('boolean', () => Boolean, '({t}.high is null)', 'Whether no upper bound was stated.')
  openEnded: boolean

  @EnumField(JobStandingCode, 'Certainty.')
  standing: JobStanding

  @DerivedField(
    'boolean',
    () => Boolean,
    'coalesce(is_diverging_projection({t}.id), false)',
    'Whether it says something else than an earlier statement of the same kind and horizon with a stronger standing, which counts in its place: a later figure of the press beside the one of the contract.',
    { filter: false },
  )
  diverges: boolean

  @DateField(
    'Day on which it was stated. Of a partial date the last day, or the day of recording while its range ran: from then on it counts, and by it statements are ordered.',
  )
  statedOn: string

  @EmbeddedField(() => PartialDate, 'When it was stated, as exactly as it is known.')
  statedWhen: PartialDate

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @ForeignKey({ nullable: true }) replacesId: string | null
  @ToOne(() => JobProjection, '{t}.replaces_id', 'The statement that this one corrects.', { nullable: true })
  replaces: JobProjection | null

  @ToOne(
    () => JobProjection,
    '(select r.id from job_projection r where r.replaces_id = {t}.id and r.withdrawn_at is null)',
    'The statement that corrects this one.',
    { nullable: true },
  )
  replacedBy: JobProjection | null

  declare withdrawnAt: Date | null

  @ForeignKey({ nullable: true }) correctsId: string | null
  @ToOne(
    () => JobProjection,
    '{t}.corrects_id',
    'The withdrawn statement with another day that this one corrects; of several corrections the first statement.',
    { nullable: true },
  )
  corrects: JobProjection | null

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {words}.job_projection_id is not null then {t}.by_id end)',
    'The user who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField(
    'text',
    () => String,
    '{words}.wording',
    'Original wording, in its own language; null when masked or not quoted.',
    { nullable: true },
  )
  wording: string | null

  @DerivedField('word', () => LanguageTagScalar, '{words}.wording_language', 'The language of the wording.', {
    nullable: true,
  })
  wordingLanguage: string | null

  @EmbeddedField(() => Source, 'Source of the statement; null when masked.', {
    nullable: true,
    beside: 'words',
    prefix: 'source_',
  })
  source: Source | null
}

makeWithdrawable(JobProjection, 'job_projection_id', { withDeal: true })
addFilter(JobProjection, 'current', {
  description:
    'Whether the statement is current: the latest of the strongest standing of its deal, kind and horizon, and neither replaced nor withdrawn. REALISED ones are apart: the latest of each deal and kind is current.',
  args: { graphql: () => Boolean, sql: 'boolean' },
  sql: '({t}.id in (select unnest(array(select c.id from current_projections() c)))) = {value}',
})
addRangeFilters(JobProjection, { graphql: () => Int, sql: 'int' })

/** The free text of a job projection, in a table of its own with stricter row-level security: it may name persons. */
@Entity('job_projection_text')
export class JobProjectionText {
  @HiddenColumn('uuid', { primary: true }) jobProjectionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text', { nullable: true }) wording: string | null
  @HiddenColumn('text', { nullable: true }) wordingLanguage: string | null
  @HiddenColumn('text') sourceKind: SourceKind
  @HiddenColumn('text', { nullable: true }) sourceName: string | null
  @HiddenColumn('date', { nullable: true }) sourcePublishedOn: string | null
  @HiddenColumn('text', { nullable: true }) sourceAddress: string | null
}

extendType(
  Deal,
  'jobProjections',
  ToMany(() => JobProjection, '{t}.deal_id = {p}.id', 'Statements about its jobs, including corrected ones.'),
)

/** Selects the projection that counts today; which one does is a rule of the database: known_projections.sql. */
const currentProjectionSql =
  'select p.* from counted_projection({t}.id, {kind}, {horizon}, {rumours}, false, null, null) j join job_projection p on p.id = j.id'

extendType(
  Deal,
  'currentProjection',
  ToOneWithArgs(
    () => JobProjection,
    currentProjectionSql,
    'The current projection: of the statements that no other replaces, the latest of the strongest standing (REPORTED < ANNOUNCED < CONTRACTED). REALISED statements do not count.',
    [
      {
        name: 'kind',
        graphql: () => JobKindCode,
        defaultValue: 'DIRECT',
        sql: 'text',
        description: 'Kind of jobs.',
      },
      {
        name: 'horizon',
        graphql: () => JobHorizonCode,
        nullable: true,
        sql: 'text',
        description: 'Default: the furthest horizon stated.',
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

/** The ends of the range that counts, to sort deals by. A rumour does not count, nor what is realised. */
const countedEnd = (end: 'low' | 'high'): string =>
  `(select j.${end} from counted_projection({t}.id, 'DIRECT', null, false, false, null, null) j)`

extendType(
  Deal,
  'jobsLow',
  DerivedField(
    'int',
    () => Int,
    countedEnd('low'),
    'The direct jobs of its current projection, at least; null if none are stated. To sort by: `orderBy: [{ jobsLow: DESC }]`.',
    { nullable: true },
  ),
)
extendType(
  Deal,
  'jobsHigh',
  DerivedField(
    'int',
    () => Int,
    countedEnd('high'),
    'The direct jobs of its current projection, at most; null if open-ended, or none are stated.',
    { nullable: true },
  ),
)
