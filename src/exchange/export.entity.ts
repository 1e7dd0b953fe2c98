import { Int } from '@nestjs/graphql'
import { registerCodes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { JsonScalar } from '../core/scalars.js'
import { LanguageCode } from '../core/enums.js'
import {
  EnumField,
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  TableType,
  CodeField,
} from '../read/declare.js'
import { forms, type Form } from './wanted.js'

export const exportStatuses = ['RUNNING', 'DONE', 'BROKEN_OFF'] as const
export type ExportStatus = (typeof exportStatuses)[number]
const ExportStatusCode = registerCodes('ExportStatus', exportStatuses, 'How far an export has come.')
const FormCode = registerCodes('ExportForm', forms, 'The form that rows are exported in.')

@TableType('export', 'Rows that somebody had written out: what was asked, when, and what came of it.')
export class Export {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string

  @CodeField(/^[a-zA-Z]+$/, 'deals', 'What was exported: the name of a list or a statistic of this schema.')
  list: string

  @EnumField(FormCode, 'In which form.')
  form: Form

  @EnumField(LanguageCode, 'The language of its headings.')
  language: Language

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}.question',
    'As it was asked; null where it named somebody who was erased since.',
    { nullable: true, filter: false },
  )
  @HiddenColumn('jsonb', { nullable: true })
  question: object | null

  @DateTimeField('The instant of its data.')
  askedAt: Date

  @EnumField(ExportStatusCode, 'How far it has come.')
  status: ExportStatus

  @DerivedField('int', () => Int, '{t}.row_count', 'How many rows went out.')
  rows: number

  @CodeField(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal', 'Of its bytes; null while they are not complete.', {
    nullable: 'read',
  })
  sha256: string | null

  @DateTimeField('When it ended; null while it runs.', { nullable: 'read' })
  endedAt: Date | null

  @DateTimeField('Until when it can be had again, byte for byte; null: it cannot.', { nullable: 'read' })
  keptUntil: Date | null

  @DerivedField(
    'word',
    () => String,
    "('/exports/' || {t}.id)",
    'Where it can be had again, at this service.',
    {
      filter: false,
    },
  )
  address: string
}
