/** Renders a weekly summary, a briefing or an error as the bytes of a format. */
import { setImmediate } from 'node:timers/promises'
import type { Language } from '../core/locale.js'
import type { ErrorResponse } from '../core/error/app-error.js'
import { briefingSizes, buildBriefing, type BriefingData } from './briefing/briefing-document.js'
import { renderCsv, type CsvOptions } from './csv/csv.js'
import { renderDataPackage } from './csv/data-package.js'
import {
  buildDifferencesDocument,
  nameDifferencesFile,
  renderDifferencesJson,
} from './differences/differences-document.js'
import type { DifferencesContent } from '../weekly/issued/differences-query.js'
import { renderHtml, type FormatLink } from './html/html.js'
import type { DocumentModel } from './model/document-model.js'
import { buildErrorDocument } from './model/error-document.js'
import { formats, type Format } from './model/format.js'
import { renderPdf, renderPdfPages } from './pdf/pdf.js'
import { buildSummaryDocument, nameSummaryFile, type SummaryData } from './summary/summary-document.js'
import { renderSummaryJson } from './summary/summary-json.js'
import { renderXlsx } from './xlsx/xlsx.js'

export interface RenderedFile {
  /** Without extension. */
  fileName: string
  body: Buffer
}

interface RenderOptions {
  /** CSV only. */
  csv: CsvOptions
  /** HTML only. */
  links: readonly FormatLink[]
}

/** Options of a format that is not CSV. */
export const wholeCsv: CsvOptions = { bom: false, table: null, delimiter: ',', decimal: '.' }

/** `stem` is the last part of the address without its extension, for links to the other formats. */
export async function renderSummary(
  data: SummaryData,
  language: Language,
  { format, csv, stem, revision }: { format: Format; csv: CsvOptions; stem: string; revision: number | null },
): Promise<RenderedFile> {
  await setImmediate() // parsing the content took a while: let other requests run
  const fileName = nameSummaryFile(data.content, language)
  if (format === 'json') return { fileName, body: Buffer.from(renderSummaryJson(data)) }
  // relative, since the service may be below a path: /summaries/awex/2018-W22/1.html
  const dealAddress = revision === null ? '../../deals/' : '../../../deals/'
  const links = linkFormats(stem, language)
  const { issue, period } = data.content
  const folder = revision === null ? `${period}/` : ''
  const differencesAddress =
    issue && `${folder}${issue.revision}/differences.html?lang=${language.toLowerCase()}`
  const document = {
    ...buildSummaryDocument(data, language),
    dealAddress,
    ...(differencesAddress && { differencesAddress }),
  }
  const body = await renderDocument(document, format, { csv, links })
  return { fileName, body: Buffer.from(body) }
}

/** Returns the relative addresses of the other formats of a page. */
const linkFormats = (stem: string, language: Language): FormatLink[] =>
  formats
    .filter((format) => format !== 'html')
    .map((format) => ({
      name: format.toUpperCase(),
      address: `${stem}.${format}?lang=${language.toLowerCase()}`,
    }))

export async function renderDifferences(
  content: DifferencesContent,
  language: Language,
  { format, csv }: { format: Format; csv: CsvOptions },
): Promise<RenderedFile> {
  const fileName = nameDifferencesFile(content, language)
  if (format === 'json') return { fileName, body: Buffer.from(renderDifferencesJson(content)) }
  const links = linkFormats('differences', language)
  const body = await renderDocument(buildDifferencesDocument(content, language), format, { csv, links })
  return { fileName, body: Buffer.from(body) }
}

/** A PDF with as much as fits on one page: less of the lists and texts is shown until it does. */
export async function renderBriefing(
  data: BriefingData,
  language: Language,
  format: 'html' | 'pdf',
): Promise<RenderedFile> {
  const { fileName, ...full } = buildBriefing(data, language)
  if (format === 'html') return { fileName, body: Buffer.from(await renderHtml({ fileName, ...full }, [])) }
  for (const size of briefingSizes) {
    const { body, pages } = await renderPdfPages(buildBriefing(data, language, size))
    if (pages === 1 || size === briefingSizes.at(-1)) return { fileName, body }
  }
  throw new Error('no size of a briefing')
}

export async function renderError(
  explanation: ErrorResponse,
  language: Language,
  format: Format,
): Promise<Buffer> {
  if (format === 'json') return Buffer.from(JSON.stringify({ errors: [explanation] }))
  const document = buildErrorDocument(explanation, language)
  return Buffer.from(await renderDocument(document, format, { csv: wholeCsv, links: [] }))
}

async function renderDocument(
  document: DocumentModel,
  format: Exclude<Format, 'json'>,
  { csv, links }: RenderOptions,
): Promise<string | Buffer> {
  switch (format) {
    case 'html':
      return renderHtml(document, links)
    case 'pdf':
      return renderPdf(document)
    case 'xlsx':
      return renderXlsx(document)
    case 'csv':
      return renderCsv(document, csv)
    case 'zip':
      return renderDataPackage(document)
  }
}
