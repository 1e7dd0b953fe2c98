import { Int } from '@nestjs/graphql'
import { codes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { JsonScalar } from '../core/scalars.js'
import { LanguageCode } from '../core/words.js'
import { Code, Derived, Id, Instant, Kept, Table, Word } from '../read/declare.js'
import { exportForms, type ExportForm } from './export-request.js'

export const exportStatuses = ['RUNNING', 'DONE', 'BROKEN_OFF'] as const
export type ExportStatus = (typeof exportStatuses)[number]
const ExportStatusCode = codes(
  'ExportStatus',
  exportStatuses,
  'The state of an export. BROKEN_OFF: the client disconnected, or an error occurred.',
)
const FormCode = codes('ExportForm', exportForms, 'The file format of an export.')

@Table('export', 'A list or a statistic that a user exported: the question, its time and its result.')
export class Export {
  @Id() id: string
  @Kept('uuid') userId: string

  @Word(/^[a-zA-Z]+$/, 'deals', 'Name of the list or statistic, a field of Query.')
  list: string

  @Code(FormCode, 'The file format.')
  form: ExportForm

  @Code(LanguageCode, 'Language of the headings.')
  language: Language

  @Derived(
    'json',
    () => JsonScalar,
    '{t}.question',
    'The exported question, with all defaults; null if it named a person who has been erased since.',
    { nullable: true, filter: false },
  )
  @Kept('jsonb', { nullable: true })
  question: object | null

  @Instant('Instant of the data.')
  askedAt: Date

  @Code(ExportStatusCode, 'The state of the export.')
  status: ExportStatus

  @Derived('int', () => Int, '{t}.row_count', 'Number of rows sent.')
  rows: number

  @Word(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal', 'SHA-256 of the file; null if it is incomplete.', {
    nullable: 'read',
  })
  sha256: string | null

  @Instant('End of the export; null while it runs.', { nullable: 'read' })
  endedAt: Date | null

  @Instant('Until when the same file can be downloaded again; null: it cannot.', { nullable: 'read' })
  keptUntil: Date | null

  @Derived('word', () => String, "('/exports/' || {t}.id)", 'Path of the file at this service.', {
    filter: false,
  })
  address: string
}
