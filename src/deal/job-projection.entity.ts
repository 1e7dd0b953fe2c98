import { Int } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { codes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { ValidWith } from '../core/valid.js'
import { LanguageCode } from '../core/words.js'
import { asksRange } from '../parts/range.js'
import { Source, type SourceKind } from '../parts/source.js'
import {
  AskedOne,
  CalendarDay,
  Code,
  Derived,
  Id,
  Instant,
  Kept,
  Part,
  Refers,
  Table,
  ToMany,
  ToOne,
  Whole,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Deal } from './deal.entity.js'

export const jobKinds = ['DIRECT', 'INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION'] as const
export type JobKind = (typeof jobKinds)[number]
export const JobKindCode = codes('JobKind', jobKinds, 'What sort of jobs; sorts are never added together.')

/** From near to far: each includes the earlier ones. */
export const jobHorizons = ['INITIAL', 'MEDIUM_TERM', 'FULL'] as const
export type JobHorizon = (typeof jobHorizons)[number]
export const JobHorizonCode = codes(
  'JobHorizon',
  jobHorizons,
  'By when; a horizon includes the earlier ones.',
)

export const jobStandings = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED'] as const
export type JobStanding = (typeof jobStandings)[number]
export const JobStandingCode = codes('JobStanding', jobStandings, 'How sure a statement about jobs is.')

const inOrder = ({ low, high }: { low: number; high: number | null }): boolean => high == null || high >= low

@Table(
  'job_projection',
  'A dated, sourced statement of how many jobs, when, and how sure. Append-only: a correction is a new row that names the one it replaces.',
  {
    beside: { words: 'left join job_projection_text {words} on {words}.job_projection_id = {t}.id' },
  },
)
export class JobProjection {
  @Id() id: string

  @Refers() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about.')
  deal: Deal

  @Code(JobKindCode, 'What sort of jobs.')
  kind: JobKind

  @Code(JobHorizonCode, 'By when.')
  horizon: JobHorizon

  @Whole(1900, 2200, 'The year that the horizon means, if stated.', { nullable: true })
  targetYear: number | null

  @Whole(0, 10_000_000, 'At least so many.')
  low: number

  @Whole(0, 10_000_000, 'At most so many; null when open-ended: "more than a thousand".', {
    nullable: true,
    check: [ValidWith('RANGE_INVERTED', inOrder, ({ low, high }: JobProjection) => ({ low, high: high! }))],
  })
  high: number | null

  @Derived('boolean', () => Boolean, '({t}.high is null)', 'No upper end was stated.')
  openEnded: boolean

  @Code(JobStandingCode, 'How sure it is.')
  standing: JobStanding

  @CalendarDay('When it was stated.')
  statedOn: string

  @Instant('When we learned of it.')
  recordedAt: Date

  @Refers({ nullable: true }) replacesId: string | null
  @ToOne(() => JobProjection, '{t}.replaces_id', 'The statement that this one corrects.', { nullable: true })
  replaces: JobProjection | null

  @ToOne(
    () => JobProjection,
    '(select r.id from job_projection r where r.replaces_id = {t}.id)',
    'The statement that corrects this one.',
    { nullable: true },
  )
  replacedBy: JobProjection | null

  @Refers() byId: string
  @ToOne(
    () => User,
    '(case when {words}.job_projection_id is not null then {t}.by_id end)',
    'Who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @Derived(
    'text',
    () => String,
    '{words}.wording',
    'As stated, in its own language; null when masked or not quoted.',
    { nullable: true },
  )
  wording: string | null

  @Derived('code', () => LanguageCode, '{words}.wording_language', 'The language of the wording.', {
    nullable: true,
    codes: LanguageCode,
  })
  wordingLanguage: Language | null

  @Part(() => Source, 'Where it comes from; null when masked.', {
    nullable: true,
    beside: 'words',
    prefix: 'source_',
  })
  source: Source | null
}

asksRange(JobProjection, { graphql: () => Int, sql: 'int' })

/** The free text of a job projection, kept apart: a quotation names names. */
@Entity('job_projection_text')
export class JobProjectionWords {
  @Kept('uuid', { primary: true }) jobProjectionId: string
  @Kept('uuid') dealId: string
  @Kept('text', { nullable: true }) wording: string | null
  @Kept('text', { nullable: true }) wordingLanguage: Language | null
  @Kept('text') sourceKind: SourceKind
  @Kept('text', { nullable: true }) sourceName: string | null
  @Kept('date', { nullable: true }) sourcePublishedOn: string | null
  @Kept('text', { nullable: true }) sourceAddress: string | null
}

shows(
  Deal,
  'jobProjections',
  ToMany(
    () => JobProjection,
    '{t}.deal_id = {p}.id',
    'What was stated about its jobs, corrected statements included.',
  ),
)

/** The projection that counts today. Which one does is a rule of the database: job-projection/known_projections.sql. */
const current = 'select j.* from counted_projection({t}.id, {kind}, {horizon}, {rumours}, false, null, null) j'

shows(
  Deal,
  'currentProjection',
  AskedOne(
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
