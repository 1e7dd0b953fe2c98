import { Int } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { DateScalar } from '../core/scalars.js'
import {
  DateField,
  DerivedField,
  IdField,
  DateTimeField,
  ForeignKey,
  TableType,
  TextField,
  ToOne,
  IntField,
  CodeField,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { WeeklySummary } from './weekly-summary.js'

@TableType(
  'weekly_summary',
  'A weekly summary as it was issued: never changed, never removed. Its content is at its address, each reader’s own part of it.',
)
export class IssuedSummary {
  @IdField() id: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Whose view.')
  agency: Agency

  @CodeField(/^\d{4}-W\d{2}$/, '2018-W22', 'Which ISO week.')
  week: string

  @DateField('Its Monday.', { name: 'monday' })
  from: string

  @DerivedField('day', () => DateScalar, '({t}.monday + 6)', 'Its Sunday.')
  to: string

  @DerivedField('boolean', () => Boolean, 'true', 'True: it was issued.', { filter: false })
  issued: boolean

  @IntField(1, 2 ** 31 - 1, 'The how-manieth of its week, from 1.')
  revision: number

  @DateTimeField('When it was issued: what was recorded later is not in it.')
  issuedAt: Date

  @ForeignKey() issuedById: string
  @ToOne(() => User, '{t}.issued_by_id', 'Who issued it.')
  issuedBy: User

  @TextField(2000, 'Why it was issued again; null for the first revision.', { nullable: true })
  reason: string | null

  @DerivedField('word', () => String, '{t}.sha256', 'SHA-256 of the whole content, in hexadecimal.')
  sha256: string

  @DerivedField(
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

extendType(
  WeeklySummary,
  'issue',
  ToOne(() => IssuedSummary, last, 'Its last issued revision; null while none was issued.', {
    nullable: true,
  }),
)
extendType(
  WeeklySummary,
  'issued',
  DerivedField(
    'boolean',
    () => Boolean,
    `(${last} is not null)`,
    'Whether the summary of this week was issued; what you read here is worked out now.',
  ),
)
extendType(
  WeeklySummary,
  'revision',
  DerivedField(
    'int',
    () => Int,
    `(select s.revision from weekly_summary s where s.id = ${last})`,
    'The last issued revision; null while none was issued.',
    { nullable: true },
  ),
)
extendType(
  WeeklySummary,
  'sha256',
  DerivedField(
    'text',
    () => String,
    `(select s.sha256 from weekly_summary s where s.id = ${last})`,
    'SHA-256 of the last issued revision; null while none was issued.',
    { nullable: true },
  ),
)
