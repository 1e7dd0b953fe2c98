/** How CSV separates fields and writes decimal numbers, as a request chooses it. */
import { badField } from '../../core/error/app-error.js'
import { parseChoice, type RequestParameters } from '../http/request-parameters.js'

export interface CsvDialect {
  delimiter: ',' | ';'
  /** Sign before the decimals of a number. */
  decimal: '.' | ','
}

/** A decimal comma takes a semicolon as delimiter, as spreadsheet programs of Belgium do; any other pair is refused. */
export function parseDialect({ delimiter, decimal }: RequestParameters): CsvDialect {
  const dialect = {
    decimal: parseChoice('decimal', decimal, ['.', ',']),
    delimiter: parseChoice('delimiter', delimiter, decimal === ',' ? [';', ','] : [',', ';']),
  }
  if (dialect.decimal === dialect.delimiter)
    throw badField('decimal', 'WRONG_FORM', { form: '. | , (delimiter=;)' })
  return dialect
}

/** Writes a plain number, such as `-1000.5`, with the decimal sign. */
export const formatDecimal = (plain: string, { decimal }: CsvDialect): string => plain.replace('.', decimal)

/** Rejects parameters that only CSV has. */
export function rejectCsvParameters(parameters: RequestParameters): void {
  const name = Object.keys(parameters).find((name) => parameters[name] !== undefined)
  if (name !== undefined) throw badField(name, 'WITHOUT_EFFECT')
}
