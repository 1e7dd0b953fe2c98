import { ZipArchive } from '../../document/zip-archive.js'
import type { ColumnKind, ExportColumn } from '../query/column.js'
import { CsvWriter } from './csv-writer.js'
import type { RowWriter, RowWriterOptions } from './row-writer.js'

/**
 * Writes rows as a ZIP archive with one CSV file and `datapackage.json`, a data dictionary by the Data Package
 * specification of Frictionless Data: the name, the type and the meaning of each column.
 */
export class PackageWriter implements RowWriter {
  private readonly archive = new ZipArchive()
  private readonly csv: CsvWriter

  constructor(private readonly options: RowWriterOptions) {
    this.csv = new CsvWriter(options)
  }

  async begin(): Promise<Buffer> {
    const { archive, options } = this
    const description = `${JSON.stringify(describeExport(options), null, 2)}\n`
    const head = await archive.addFile('datapackage.json', description)
    archive.openEntry(pathOf(options))
    return Buffer.concat([head, await archive.write((await this.csv.begin()).toString())])
  }

  async writeRows(rows: readonly unknown[]): Promise<Buffer> {
    return this.archive.write((await this.csv.writeRows(rows)).toString())
  }

  async end(): Promise<Buffer> {
    const rest = await this.archive.closeEntry()
    return Buffer.concat([rest, this.archive.end()])
  }
}

const pathOf = ({ title }: RowWriterOptions): string => `${toName(title)}.csv`

/** Names are lower case: `jobProjections` is `job-projections`. */
const toName = (title: string): string => title.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const describeExport = (options: RowWriterOptions) => ({
  profile: 'tabular-data-package',
  name: toName(options.title),
  title: options.title,
  description: JSON.stringify(options.question),
  languages: [options.language.toLowerCase()],
  created: options.dataAt.toISOString(),
  resources: [
    {
      profile: 'tabular-data-resource',
      name: toName(options.title),
      path: pathOf(options),
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { delimiter: options.dialect.delimiter, lineTerminator: '\r\n', doubleQuote: true },
      schema: {
        fields: options.columns.map((column) => describeColumn(column, options)),
        missingValues: [''],
      },
    },
  ],
})

const types: Record<ColumnKind, string> = {
  text: 'string',
  whole: 'integer',
  real: 'number',
  amount: 'number',
  flag: 'boolean',
  day: 'date',
  instant: 'datetime',
  json: 'string',
}

/** `path` is the field of the API. Values of a list share a cell, which is text then. */
function describeColumn(
  { heading, path, kind, isList, description }: ExportColumn,
  { dialect }: RowWriterOptions,
) {
  const type = isList ? 'string' : types[kind]
  return {
    name: heading,
    path,
    type,
    ...(description && { description }),
    ...(type === 'number' && { decimalChar: dialect.decimal }),
    ...(type === 'boolean' && { trueValues: ['true'], falseValues: ['false'] }),
  }
}
