/** Documents as one self-contained page, without scripts or external resources, for screen, phone and A4 paper. */
import { createHash } from 'node:crypto'
import type {
  Cell,
  Chart,
  DocumentModel,
  Highlight,
  Note,
  RawValue,
  Section,
  TableColumn,
} from '../model/document-model.js'
import { isPrinted, printTables, type PrintTable } from '../model/print-table.js'
import { yieldBetween } from '../model/yielding.js'
import { escapeXml } from '../../core/escape-xml.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { translate } from '../../core/locale.js'
import { renderFirstPage } from './first-page.js'
import { stylesheet } from './style.js'
import { renderSvg } from './svg.js'

const styleHash = createHash('sha256').update(stylesheet).digest('base64')

/** Allows the page its own style and nothing else. */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** Another format of the same document, at an address relative to this one. */
export interface FormatLink {
  name: string
  address: string
}

export async function renderHtml(document: DocumentModel, links: readonly FormatLink[]): Promise<string> {
  const { language, title, agency, kind, week, period, status, highlights, firstPage } = document
  const sections: string[] = []
  for await (const section of yieldBetween(document.sections.filter(isPrinted)))
    sections.push(renderSection(section, document))
  return `<!doctype html>
<html lang="${formatterFor(language).tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${stylesheet}</style>
</head>
<body>
<header>
<p class="agency">${escapeXml(agency)}</p>
<h1>${escapeXml(kind)}<span class="week">${escapeXml(week)}</span></h1>
<p class="period">${escapeXml(period)}</p>
${firstPage ? '' : status.map((line) => `<p class="status">${escapeXml(line)}</p>`).join('\n')}
${renderPageLink(document)}${renderDifferencesLink(document)}${renderLinks(document, links)}
</header>
<main>
${firstPage ? renderFirstPage(firstPage, document) : renderHighlights(highlights)}
${firstPage ? renderAnnex(titleAnnex(document), sections) : sections.join('\n')}
</main>
</body>
</html>
`
}

function renderPageLink({ language, pageAddress }: DocumentModel): string {
  if (pageAddress === undefined) return ''
  const text = formatterFor(language).translate('readInApplication')
  return `<p><a href="${escapeXml(pageAddress)}">${escapeXml(text)}</a></p>\n`
}

function renderDifferencesLink({ language, differencesAddress }: DocumentModel): string {
  if (differencesAddress === undefined) return ''
  const formatter = formatterFor(language)
  const text = `${formatter.translate('today')} – ${formatter.translate('differences')}`
  return `<p><a href="${escapeXml(differencesAddress)}">${escapeXml(text)}</a></p>\n`
}

function renderLinks({ language }: DocumentModel, links: readonly FormatLink[]): string {
  if (links.length === 0) return ''
  const anchors = links.map(({ name, address }) => `<a href="${escapeXml(address)}">${escapeXml(name)}</a>`)
  return `<nav>${escapeXml(formatterFor(language).translate('otherFormats'))} ${anchors.join(' · ')}</nav>`
}

const renderHighlights = (highlights: readonly Highlight[]): string =>
  highlights.length > 0 ? `<dl class="highlights">${highlights.map(renderHighlight).join('')}</dl>` : ''

const titleAnnex = ({ language }: DocumentModel): string => translate(language, 'firstPage.title.annex')

const renderAnnex = (title: string, sections: readonly string[]): string => `<div class="annex" id="annex">
<h2>${escapeXml(title)}</h2>
${sections.join('\n')}
</div>`

const renderHighlight = ({ label, value, note }: Highlight): string =>
  `<div><dt>${escapeXml(label)}</dt><dd><strong>${escapeXml(value)}</strong> <small>${escapeXml(note)}</small></dd></div>`

const renderSection = (section: Section, document: DocumentModel): string => {
  const { id, title, isUnconfirmed, sentences, chart } = section
  const heading = document.firstPage ? 'h3' : 'h2'
  return `<section id="${id}"${isUnconfirmed ? ' class="doubtful"' : ''}>
<${heading}>${escapeXml(title)}</${heading}>
${sentences.map((sentence) => `<p>${renderNote(sentence, document)}</p>`).join('\n')}
${chart ? `<div class="charted">${renderChart(chart, id)}` : ''}
${printTables(section, document.language)
  .map((table) => renderTable(table, document, table.caption === title))
  .join('\n')}
${chart ? '</div>' : ''}</section>`
}

const renderChart = ({ drawing, altText }: Chart, id: string): string =>
  `<figure>${renderSvg(drawing, `chart-${id}`, altText)}</figure>`

/** A caption that repeats the title of the section is for screen readers only. */
function renderTable(
  { caption, columns, rows, omission }: PrintTable,
  document: DocumentModel,
  isCaptionHidden: boolean,
): string {
  const lines = rows.map(
    (row) =>
      `<tr role="row">${row.map((cell, i) => renderCell(cell, columns[i]!, i, document)).join('')}</tr>`,
  )
  return `<table role="table">
<caption${isCaptionHidden ? ' class="named"' : ''}>${escapeXml(caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(renderHeader).join('')}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>${omission ? `\n<p class="more">${escapeXml(omission)}</p>` : ''}`
}

const renderHeader = ({ title, isNumeric }: TableColumn): string =>
  `<th scope="col" role="columnheader"${isNumeric ? ' class="numeric"' : ''}>${escapeXml(title)}</th>`

function renderCell(
  { text, rawValues, notes = [], isHighlighted }: Cell,
  { title, isNumeric }: TableColumn,
  columnIndex: number,
  document: DocumentModel,
): string {
  const [tag, role] = columnIndex === 0 ? ['th scope="row"', 'rowheader'] : ['td', 'cell']
  const classes = [isNumeric ? 'numeric' : '', isHighlighted ? 'marked' : '', isDay(rawValues) ? 'day' : '']
    .filter(Boolean)
    .join(' ')
  const span = text === '' ? '' : `<span class="said">${escapeXml(text).replace(/\n/g, '<br>')}</span>`
  const small = notes.map((note) => `<small>${renderNote(note, document)}</small>`)
  return `<${tag} role="${role}" data-label="${escapeXml(title)}"${classes ? ` class="${classes}"` : ''}><div>${span}${small.join('')}</div></${tag.slice(0, 2)}>`
}

const isDay = (rawValues: readonly RawValue[]): boolean =>
  rawValues.length === 1 && typeof rawValues[0] === 'object' && rawValues[0] !== null

/** Marks text in another language, so that screen readers pronounce it right. */
const renderNote = ({ text, language }: Note, document: DocumentModel): string =>
  language && language !== document.language
    ? `<span lang="${formatterFor(language).tag}">${escapeXml(text)}</span>`
    : escapeXml(text)
