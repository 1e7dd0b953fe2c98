import { Int } from '@nestjs/graphql'
import { codes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { JsonScalar } from '../core/scalars.js'
import { LanguageCode } from '../core/words.js'
import { Code, Derived, Id, Instant, Kept, Table, Word } from '../read/declare.js'
import { forms, type Form } from './export-request.js'

export const exportStatuses = ['RUNNING', 'DONE', 'BROKEN_OFF'] as const
export type ExportStatus = (typeof exportStatuses)[number]
const ExportStatusCode = codes('ExportStatus', exportStatuses, 'How far an export has come.')
const FormCode = codes('ExportForm', forms, 'The form that rows are exported in.')

@Table('export', 'Rows that somebody had written out: what was asked, when, and what came of it.')
export class Export {
  @Id() id: string
  @Kept('uuid') userId: string

  @Word(/^[a-zA-Z]+$/, 'deals', 'What was exported: the name of a list or a statistic of this schema.')
  list: string

  @Code(FormCode, 'In which form.')
  form: Form

  @Code(LanguageCode, 'The language of its headings.')
  language: Language

  @Derived(
    'json',
    () => JsonScalar,
    '{t}.question',
    'As it was asked; null where it named somebody who was erased since.',
    { nullable: true, filter: false },
  )
  @Kept('jsonb', { nullable: true })
  question: object | null

  @Instant('The instant of its data.')
  askedAt: Date

  @Code(ExportStatusCode, 'How far it has come.')
  status: ExportStatus

  @Derived('int', () => Int, '{t}.row_count', 'How many rows went out.')
  rows: number

  @Word(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal', 'Of its bytes; null while they are not complete.', {
    nullable: 'read',
  })
  sha256: string | null

  @Instant('When it ended; null while it runs.', { nullable: 'read' })
  endedAt: Date | null

  @Instant('Until when it can be had again, byte for byte; null: it cannot.', { nullable: 'read' })
  keptUntil: Date | null

  @Derived('word', () => String, "('/exports/' || {t}.id)", 'Where it can be had again, at this service.', {
    filter: false,
  })
  address: string
}
