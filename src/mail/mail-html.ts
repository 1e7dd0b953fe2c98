/** The mail of a week: its first page in tables and inline styles, which Outlook and Gmail show as they are. */
import { escapeXml } from '../core/escape-xml.js'
import { languageTag, translate } from '../core/locale.js'
import type { DocumentModel } from '../document/model/document-model.js'
import { describeCode } from '../document/html/first-page.js'
import type { FirstPage, FirstPageFigure, FirstPageItem, FirstPageList } from '../weekly/first-page/page.js'

const font = "font-family:'Segoe UI',Arial,sans-serif"
const colours = { ink: '#1c2733', soft: '#52606d', line: '#c9d1d9', strong: '#1f5b8c' }
/** For programs that have a dark mode and keep the style; the others show the inline colours, or darken them themselves. */
const darkColours = { ink: '#e6ebf0', soft: '#a9b5c1', line: '#3a4653', strong: '#8cc2ee' }
const darkStyle = `@media (prefers-color-scheme: dark) {
.paper { background-color: #11181f !important; }
.ink { color: ${darkColours.ink} !important; }
.soft { color: ${darkColours.soft} !important; }
.strong { color: ${darkColours.strong} !important; }
.line { border-color: ${darkColours.line} !important; }
}`
const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"'

/** What a mail has beside the page. */
export interface MailExtras {
  /** That it replaces an earlier one, and why; null for the first. */
  correction: string | null
  /** Address at which its recipient ends the mails; null if there is none. */
  unsubscribe: string | null
  /** Where the annex is; null if nothing is attached. */
  annex: string | null
}

/** A document with a first page; `dealAddress` and `pageAddress` are absolute, or there are no links. */
export function renderMailHtml(
  document: DocumentModel & { firstPage: FirstPage },
  { correction, unsubscribe, annex }: MailExtras,
): string {
  const { language, title, agency, kind, week, period, status, firstPage } = document
  const { headline, notice, figures, moved, coming, attention } = firstPage
  const rows = [
    paragraph(agency, 'strong', 'font-size:14px;font-weight:bold'),
    `<h1 ${style('ink', 'font-size:18px;line-height:24px;margin:0')}>${escapeXml(`${kind} – ${week}`)}</h1>`,
    paragraph(period, 'soft', 'font-size:14px'),
    renderLink(document.pageAddress ?? null, translate(language, 'weekly.readInApplication'), '14px'),
    paragraph(headline, 'ink', 'font-size:20px;line-height:28px;font-weight:bold;padding-top:12px'),
    ...(correction === null ? [] : [paragraph(correction, 'ink', 'font-size:14px;font-weight:bold')]),
    ...(notice === null ? [] : [paragraph(notice, 'ink', 'font-size:14px;font-style:italic')]),
    renderFigures(figures),
    ...[moved, coming, attention].map((list) => renderList(list, document.dealAddress)),
    ...status.map((line) => paragraph(line, 'soft', 'font-size:12px;line-height:17px')),
    annex === null ? '' : paragraph(annex, 'soft', 'font-size:12px'),
    renderLink(unsubscribe, translate(language, 'unsubscribe.link'), '12px'),
  ].filter((row) => row !== '')
  return `<!doctype html>
<html lang="${languageTag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeXml(title)}</title>
<style>
${darkStyle}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:#ffffff">
<table ${table}><tr><td align="center" style="padding:16px">
<!--[if mso]><table role="presentation" width="640"><tr><td><![endif]-->
<table ${table} style="max-width:640px;text-align:left">
${rows.map((row) => `<tr><td style="padding:4px 0">${row}</td></tr>`).join('\n')}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`
}

/** Returns the attributes of a text: its colour inline, and as a class for the dark mode. */
const style = (colour: Exclude<keyof typeof colours, 'line'>, more: string): string =>
  `class="${colour}" style="${font};color:${colours[colour]};${more}"`

const paragraph = (text: string, colour: Exclude<keyof typeof colours, 'line'>, more: string): string =>
  `<p ${style(colour, `line-height:20px;margin:0;${more}`)}>${escapeXml(text)}</p>`

const link = `class="strong" style="color:${colours.strong}"`

const renderLink = (address: string | null, text: string, size: string): string =>
  address === null
    ? ''
    : `<p style="${font};font-size:${size};margin:0"><a href="${escapeXml(address)}" ${link}>${escapeXml(text)}</a></p>`

/** Two beside each other: four are too narrow on a telephone. */
function renderFigures(figures: readonly FirstPageFigure[]): string {
  const pairs = figures.filter((_, i) => i % 2 === 0).map((figure, i) => [figure, figures[2 * i + 1]])
  const cells = pairs.map(
    (pair) => `<tr>${pair.map((figure) => (figure ? renderFigure(figure) : '<td></td>')).join('')}</tr>`,
  )
  return `<table ${table} style="border-collapse:collapse">${cells.join('\n')}</table>`
}

const renderFigure = ({ label, value, standing }: FirstPageFigure): string =>
  `<td class="line" width="50%" valign="top" style="padding:10px 12px;border:1px solid ${colours.line}">
${paragraph(label, 'soft', 'font-size:13px')}
${paragraph(value, 'ink', 'font-size:20px;line-height:26px;font-weight:bold')}
${paragraph(standing, 'soft', 'font-size:12px;line-height:16px')}</td>`

function renderList({ title, items, note }: FirstPageList, dealAddress: string | undefined): string {
  if (items.length === 0 && note === null) return ''
  const heading = `<h2 ${style('strong', 'font-size:16px;line-height:22px;margin:12px 0 0')}>${escapeXml(title)}</h2>`
  const rows = items.map(
    (item) =>
      `<tr><td class="line" style="padding:8px 0;border-top:1px solid ${colours.line}">${renderItem(item, dealAddress)}</td></tr>`,
  )
  const end = note === null ? '' : paragraph(note, 'ink', 'font-size:14px;font-style:italic')
  return `${heading}<table ${table}>${rows.join('\n')}</table>${end}`
}

function renderItem(item: FirstPageItem, dealAddress: string | undefined): string {
  const { name, reference, text, details } = item
  const label =
    reference !== null && dealAddress !== undefined
      ? `<a href="${escapeXml(dealAddress + reference)}" ${link}>${escapeXml(name)}</a>`
      : escapeXml(name)
  const code = describeCode(item)
  const small = `class="soft" style="font-size:12px;color:${colours.soft}"`
  const end = details === null ? '' : `<br><span ${small}>${escapeXml(details)}</span>`
  return `<p ${style('ink', 'font-size:15px;line-height:21px;margin:0')}><b>${label}</b> <span ${small}>${escapeXml(code)}</span><br>${escapeXml(text)}${end}</p>`
}
