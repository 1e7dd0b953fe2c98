import { Int } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { DateScalar } from '../core/scalars.js'
import {
  CalendarDay,
  Derived,
  Id,
  Instant,
  Refers,
  Table,
  Text,
  ToOne,
  Whole,
  Word,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { WeeklySummary } from './weekly-summary.js'

@Table(
  'weekly_summary',
  'A weekly summary as it was issued: never changed, never removed. Its content is at its address, each reader’s own part of it.',
)
export class IssuedSummary {
  @Id() id: string

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Whose view.')
  agency: Agency

  @Word(/^\d{4}-W\d{2}$/, '2018-W22', 'Which ISO week.')
  week: string

  @CalendarDay('Its Monday.', { name: 'monday' })
  from: string

  @Derived('day', () => DateScalar, '({t}.monday + 6)', 'Its Sunday.')
  to: string

  @Derived('boolean', () => Boolean, 'true', 'True: it was issued.', { filter: false })
  issued: boolean

  @Whole(1, 2 ** 31 - 1, 'The how-manieth of its week, from 1.')
  revision: number

  @Instant('When it was issued: what was recorded later is not in it.')
  issuedAt: Date

  @Refers() issuedById: string
  @ToOne(() => User, '{t}.issued_by_id', 'Who issued it.')
  issuedBy: User

  @Text(2000, 'Why it was issued again; null for the first revision.', { nullable: true })
  reason: string | null

  @Derived('word', () => String, '{t}.sha256', 'SHA-256 of the whole content, in hexadecimal.')
  sha256: string

  @Derived(
    'text',
    () => String,
    `('/summaries/' || (select a.code from agency a where a.id = {t}.agency_id) || '/' || {t}.week || '/' || {t}.revision)`,
    'Where its documents are: add `.html`, `.pdf`, `.xlsx`, `.csv` or `.json`.',
    { filter: false },
  )
  address: string
}

const last =
  '(select s.id from weekly_summary s where s.agency_id = {t}.agency_id and s.week = {t}.week order by s.revision desc limit 1)'

shows(
  WeeklySummary,
  'issue',
  ToOne(() => IssuedSummary, last, 'Its last issued revision; null while none was issued.', {
    nullable: true,
  }),
)
shows(
  WeeklySummary,
  'issued',
  Derived(
    'boolean',
    () => Boolean,
    `(${last} is not null)`,
    'Whether the summary of this week was issued; what you read here is worked out now.',
  ),
)
shows(
  WeeklySummary,
  'revision',
  Derived(
    'int',
    () => Int,
    `(select s.revision from weekly_summary s where s.id = ${last})`,
    'The last issued revision; null while none was issued.',
    { nullable: true },
  ),
)
shows(
  WeeklySummary,
  'sha256',
  Derived(
    'text',
    () => String,
    `(select s.sha256 from weekly_summary s where s.id = ${last})`,
    'SHA-256 of the last issued revision; null while none was issued.',
    { nullable: true },
  ),
)
