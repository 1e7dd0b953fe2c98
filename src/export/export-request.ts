import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import { parseDialect, rejectCsvParameters, type CsvDialect } from '../document/csv/csv-dialect.js'
import { parseRequest, type RequestParameters } from '../document/http/request-parameters.js'

export const exportForms = ['CSV', 'XLSX', 'NDJSON', 'JSON'] as const
export type ExportForm = (typeof exportForms)[number]

export interface ExportRequest {
  /** A list, a statistic, or the id of a saved question. */
  name: string
  form: ExportForm
  /** Null: the language of the user. */
  language: Language | null
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
  /** CSV only. */
  dialect: CsvDialect
  /** Name of the exported list or statistic. */
  parameters: RequestParameters
}

/** Parses a request such as `deals.csv?delimiter=;&where={…}`. Throws BAD_USER_INPUT with the faulty parameter. */
export function parseExportRequest(file: string, allParameters: RequestParameters): ExportRequest {
  const { name, extension, language, bom, parameters } = parseRequest(file, allParameters)
  const { delimiter, decimal, ...rest } = parameters
  const form = parseForm(name, extension)
  if (form !== 'CSV') rejectCsvParameters({ bom: allParameters.bom, delimiter, decimal })
  return {
    ...{ name, form, language, bom, parameters: rest },
    dialect: parseDialect({ delimiter, decimal }),
  }
}

/** Rejects a second extension as well. */
function parseForm(name: string, extension: string | null): ExportForm {
  const form = exportForms.find((form) => form.toLowerCase() === extension)
  if (!form || name.includes('.'))
    throw appError('noSuchFormat', { formats: exportForms.join(', ').toLowerCase() })
  return form
}
