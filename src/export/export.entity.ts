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
import { exportForms, type ExportForm } from './export-request.js'

const exportStatuses = ['RUNNING', 'DONE', 'BROKEN_OFF'] as const
export type ExportStatus = (typeof exportStatuses)[number]
const ExportStatusCode = registerCodes('ExportStatus', exportStatuses, 'The state of an export.', {
  RUNNING: 'The file is being written.',
  DONE: 'The file is complete.',
  BROKEN_OFF: 'The file is incomplete: the client disconnected, or an error occurred.',
})
const FormCode = registerCodes('ExportForm', exportForms, 'The file format of an export.', {
  CSV: 'Comma- or semicolon-separated values.',
  ZIP: 'CSV with a data dictionary, in a ZIP archive.',
  XLSX: 'Excel workbook; codes are shown by their labels unless requested otherwise.',
  NDJSON: 'One JSON object per line, as the API shows the row.',
  JSON: 'One JSON array with an entry per row.',
})

@TableType('export', 'A list or a statistic that a user exported: the question, its time and its result.')
export class Export {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string

  @CodeField(/^[a-zA-Z]+$/, 'deals', 'Name of the list or statistic, a field of Query.')
  list: string

  @EnumField(FormCode, 'The file format.')
  form: ExportForm

  @EnumField(LanguageCode, 'Language of the headings.')
  language: Language

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}.question',
    'The exported question, with all defaults; null if it named a person who has been erased since.',
    { nullable: true, filter: false },
  )
  @HiddenColumn('jsonb', { nullable: true })
  question: object | null

  @DateTimeField('Instant of the data.')
  askedAt: Date

  @EnumField(ExportStatusCode, 'The state of the export.')
  status: ExportStatus

  @DerivedField('int', () => Int, '{t}.row_count', 'Number of rows sent.')
  rows: number

  @CodeField(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal', 'SHA-256 of the file; null if it is incomplete.', {
    nullable: 'read',
  })
  sha256: string | null

  @DateTimeField('End of the export; null while it runs.', { nullable: 'read' })
  endedAt: Date | null

  @DateTimeField('Until when the same file can be downloaded again; null: it cannot.', { nullable: 'read' })
  keptUntil: Date | null

  @DerivedField('word', () => String, "('/exports/' || {t}.id)", 'Path of the file at this service.', {
    filter: false,
  })
  address: string
}
