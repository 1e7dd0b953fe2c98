/** A summary, or why it cannot be given, as the bytes of a format. */
import { setImmediate } from 'node:timers/promises'
import type { Explanation } from '../core/problem.js'
import type { Language } from '../core/locale.js'
import { csv } from './csv/csv.js'
import { formats, type Format } from './model/format.js'
import { html } from './html/html.js'
import { json } from './summary/summary-json.js'
import type { Paper } from './model/document-model.js'
import { pdf } from './pdf/pdf.js'
import { refusalPaper } from './model/error-document.js'
import { fileName, summaryPaper, type Found } from './summary/summary-document.js'
import { xlsx } from './xlsx/xlsx.js'

export interface Rendered {
  /** A file name without its extension. */
  file: string
  body: Buffer
}

interface Asked {
  format: Format
  bom: boolean
  /** The last part of the address, without its format. */
  stem: string
}

interface Way {
  bom: boolean
  others: readonly { name: string; address: string }[]
}

export async function renderSummary(found: Found, language: Language, asked: Asked): Promise<Rendered> {
  await setImmediate() // to read it took its while: now it is others' turn
  if (asked.format === 'json')
    return { file: fileName(found.content, language), body: Buffer.from(json(found)) }
  const paper = summaryPaper(found, language)
  const others = formats
    .filter((format) => format !== 'html')
    .map((format) => ({
      name: format.toUpperCase(),
      address: `${asked.stem}.${format}?lang=${language.toLowerCase()}`,
    }))
  const body = await drawn(paper, asked.format, { bom: asked.bom, others })
  return { file: paper.file, body: Buffer.from(body) }
}

export async function renderRefusal(told: Explanation, language: Language, format: Format): Promise<Buffer> {
  if (format === 'json') return Buffer.from(JSON.stringify({ errors: [told] }))
  return Buffer.from(await drawn(refusalPaper(told, language), format, { bom: false, others: [] }))
}

async function drawn(
  paper: Paper,
  format: Exclude<Format, 'json'>,
  { bom, others }: Way,
): Promise<string | Buffer> {
  switch (format) {
    case 'html':
      return html(paper, others)
    case 'pdf':
      return pdf(paper)
    case 'xlsx':
      return xlsx(paper)
    case 'csv':
      return csv(paper, bom)
  }
}
