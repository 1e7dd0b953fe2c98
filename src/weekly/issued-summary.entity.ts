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
import { PeriodSummary } from './period-summary.js'
import { WeeklySummary } from './weekly-summary.js'

@TableType(
  'weekly_summary',
  'A weekly summary as issued; never removed, and never changed but for the name of an erased person (`redactedAt`). Its content is at its address, for each reader as far as they may see it.',
)
export class IssuedSummary {
  @IdField() id: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency whose view it is.')
  agency: Agency

  @CodeField(/^\d{4}-W\d{2}$/, '2018-W22', 'The ISO week.')
  week: string

  @DateField('Its Monday.', { name: 'monday' })
  from: string

  @DerivedField('day', () => DateScalar, '({t}.monday + 6)', 'Its Sunday.')
  to: string

  @DerivedField('boolean', () => Boolean, 'true', 'Always true.', { filter: false })
  issued: boolean

  @IntField(1, 2 ** 31 - 1, 'Revision number within the week, starting at 1.')
  revision: number

  @DateTimeField('When it was issued; it contains nothing recorded later.')
  issuedAt: Date

  @ForeignKey() issuedById: string
  @ToOne(() => User, '{t}.issued_by_id', 'The user who issued it.')
  issuedBy: User

  @TextField(2000, 'Why it was issued again; null for the first revision.', { nullable: true })
  reason: string | null

  @DerivedField('word', () => String, '{t}.sha256', 'SHA-256 of the whole content as issued, in hexadecimal.')
  sha256: string

  @DateTimeField(
    'When the name of an erased person was last redacted in it, as the GDPR requires; null if never.',
    { nullable: 'read' },
  )
  redactedAt: Date | null

  @DerivedField(
    'word',
    () => String,
    '{t}.redacted_sha256',
    'SHA-256 of the whole content since that redaction; null if there was none.',
    { nullable: true },
  )
  redactedSha256: string | null

  @DerivedField(
    'text',
    () => String,
    `('/summaries/' || (select a.code from agency a where a.id = {t}.agency_id) || '/' || {t}.week || '/' || {t}.revision)`,
    'Address of its documents; append `.html`, `.pdf`, `.xlsx`, `.csv` or `.json`.',
    { filter: false },
  )
  address: string
}

const lastRevisionSql =
  '(select s.id from weekly_summary s where s.agency_id = {t}.agency_id and s.week = {t}.period order by s.revision desc limit 1)'

for (const type of [WeeklySummary, PeriodSummary])
  extendType(
    type,
    'issue',
    ToOne(
      () => IssuedSummary,
      lastRevisionSql,
      'The last issued revision; null if none was issued, and of other periods than weeks.',
      { nullable: true },
    ),
  )
extendType(
  WeeklySummary,
  'issued',
  DerivedField(
    'boolean',
    () => Boolean,
    `(${lastRevisionSql} is not null)`,
    'Whether the summary of this week was issued. The figures here are computed now.',
  ),
)
extendType(
  WeeklySummary,
  'revision',
  DerivedField(
    'int',
    () => Int,
    `(select s.revision from weekly_summary s where s.id = ${lastRevisionSql})`,
    'The number of the last issued revision; null if none was issued.',
    { nullable: true },
  ),
)
extendType(
  WeeklySummary,
  'sha256',
  DerivedField(
    'text',
    () => String,
    `(select s.sha256 from weekly_summary s where s.id = ${lastRevisionSql})`,
    'SHA-256 of the last issued revision; null if none was issued.',
    { nullable: true },
  ),
)
