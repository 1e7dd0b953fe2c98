/** A document as one self-contained page: no script, nothing from any address, for screen, phone and A4 paper. */
import { createHash } from 'node:crypto'
import { inTurns } from '../model/yielding.js'
import { escape } from '../text/escape-xml.js'
import type { Cell, Chart, Column, Highlight, Note, Paper, Raw, Section } from '../model/document-model.js'
import { printed, type Printed } from '../model/print-table.js'
import { style } from './style.js'
import { svg } from './svg.js'
import { tongueOf } from '../text/formatter.js'

const styleHash = createHash('sha256').update(style).digest('base64')

/** What a browser lets the page do: show its own style, and nothing else. */
export const htmlPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** `others` are the same document in other formats: a name and a relative address each. */
export async function html(
  paper: Paper,
  others: readonly { name: string; address: string }[],
): Promise<string> {
  const sections: string[] = []
  for await (const section of inTurns(paper.sections)) sections.push(sectionHtml(section, paper))
  const lang = tongueOf(paper.language).tag
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(paper.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="agency">${escape(paper.agency)}</p>
<h1>${escape(paper.kind)}<span class="week">${escape(paper.week)}</span></h1>
<p class="period">${escape(paper.period)}</p>
${paper.status.map((line) => `<p class="status">${escape(line)}</p>`).join('\n')}
${formats(paper, others)}
</header>
<main>
${paper.highlights.length > 0 ? `<dl class="highlights">${paper.highlights.map(highlight).join('')}</dl>` : ''}
${sections.join('\n')}
</main>
</body>
</html>
`
}

function formats({ language }: Paper, others: readonly { name: string; address: string }[]): string {
  if (others.length === 0) return ''
  const links = others.map(({ name, address }) => `<a href="${escape(address)}">${escape(name)}</a>`)
  return `<nav>${escape(tongueOf(language).word('otherFormats'))} ${links.join(' · ')}</nav>`
}

const highlight = ({ label, value, note }: Highlight): string =>
  `<div><dt>${escape(label)}</dt><dd><strong>${escape(value)}</strong> <small>${escape(note)}</small></dd></div>`

const sectionHtml = (section: Section, paper: Paper): string => {
  const { id, title, doubtful, sentences, chart } = section
  return `<section id="${id}"${doubtful ? ' class="doubtful"' : ''}>
<h2>${escape(title)}</h2>
${sentences.map((sentence) => `<p>${note(sentence, paper)}</p>`).join('\n')}
${chart ? `<div class="charted">${chartHtml(chart, id)}` : ''}
${printed(section, paper.language)
  .map((table) => tableHtml(table, paper, table.caption === title))
  .join('\n')}
${chart ? '</div>' : ''}</section>`
}

const chartHtml = ({ drawing, alternative }: Chart, id: string): string =>
  `<figure>${svg(drawing, `chart-${id}`, alternative)}</figure>`

function tableHtml({ caption, columns, rows, more }: Printed, paper: Paper, named: boolean): string {
  const lines = rows.map(
    (row) => `<tr role="row">${row.map((cell, i) => cellHtml(cell, columns[i]!, i, paper)).join('')}</tr>`,
  )
  return `<table role="table">
<caption${named ? ' class="named"' : ''}>${escape(caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(head).join('')}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>${more ? `\n<p class="more">${escape(more)}</p>` : ''}`
}

const head = ({ title, numeric }: Column): string =>
  `<th scope="col" role="columnheader"${numeric ? ' class="numeric"' : ''}>${escape(title)}</th>`

function cellHtml(
  { said, raw, notes = [], marked }: Cell,
  { title, numeric }: Column,
  place: number,
  paper: Paper,
): string {
  const [tag, role] = place === 0 ? ['th scope="row"', 'rowheader'] : ['td', 'cell']
  const classes = [numeric ? 'numeric' : '', marked ? 'marked' : '', isDay(raw) ? 'day' : '']
    .filter(Boolean)
    .join(' ')
  const text = said === '' ? '' : `<span class="said">${escape(said).replace(/\n/g, '<br>')}</span>`
  const small = notes.map((one) => `<small>${note(one, paper)}</small>`)
  return `<${tag} role="${role}" data-label="${escape(title)}"${classes ? ` class="${classes}"` : ''}><div>${text}${small.join('')}</div></${tag.slice(0, 2)}>`
}

const isDay = (raw: readonly Raw[]): boolean =>
  raw.length === 1 && typeof raw[0] === 'object' && raw[0] !== null

/** A text in another language says so to whoever reads it aloud. */
const note = ({ text, language }: Note, paper: Paper): string =>
  language && language !== paper.language
    ? `<span lang="${tongueOf(language).tag}">${escape(text)}</span>`
    : escape(text)
