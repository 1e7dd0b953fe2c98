import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import { parseDialect, rejectCsvParameters, type CsvDialect } from '../document/csv/csv-dialect.js'
import { parseChoice, parseRequest, type RequestParameters } from '../document/http/request-parameters.js'

import { labelChoices, type LabelChoice } from './query/fields.js'

export const exportForms = ['CSV', 'ZIP', 'XLSX', 'NDJSON', 'JSON'] as const
export type ExportForm = (typeof exportForms)[number]

export interface ExportRequest {
  /** A list, a statistic, or the id of a saved question. */
  name: string
  form: ExportForm
  /** Null: the language of the user. */
  language: Language | null
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
  /** CSV and ZIP only. */
  dialect: CsvDialect
  /** How codes of a list are shown: for programs as they are, in a workbook by their labels. */
  labels: LabelChoice
  /** Whether the request chooses it. */
  hasLabels: boolean
  /** Name of the exported list or statistic. */
  parameters: RequestParameters
}

/** The default first. */
const xlsxLabels = ['instead', 'beside', 'none'] as const satisfies LabelChoice[]

/** Parses a request such as `deals.csv?delimiter=;&where={…}`. Throws BAD_USER_INPUT with the faulty parameter. */
export function parseExportRequest(file: string, allParameters: RequestParameters): ExportRequest {
  const { name, extension, language, bom, parameters } = parseRequest(file, allParameters)
  const { delimiter, decimal, labels, ...rest } = parameters
  const form = parseForm(name, extension)
  const isCsv = form === 'CSV' || form === 'ZIP'
  if (form !== 'CSV') rejectCsvParameters({ bom: allParameters.bom })
  if (!isCsv) rejectCsvParameters({ delimiter, decimal })
  if (!isCsv && form !== 'XLSX') rejectCsvParameters({ labels })
  const [first, ...others] = form === 'XLSX' ? xlsxLabels : labelChoices
  return {
    ...{ name, form, language, bom, parameters: rest },
    dialect: parseDialect({ delimiter, decimal }),
    labels: parseChoice('labels', labels, [first, ...others]),
    hasLabels: labels !== undefined,
  }
}

/** Rejects a second extension as well. */
function parseForm(name: string, extension: string | null): ExportForm {
  const form = exportForms.find((form) => form.toLowerCase() === extension)
  if (!form || name.includes('.'))
    throw appError('noSuchFormat', { formats: exportForms.join(', ').toLowerCase() })
  return form
}
