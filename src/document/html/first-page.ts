/** The first page of a weekly summary in HTML. */
import type { FirstPage, FirstPageItem, FirstPageList } from '../../weekly/first-page/page.js'
import { escapeXml } from '../../core/escape-xml.js'
import type { DocumentModel } from '../model/document-model.js'

export function renderFirstPage(
  { headline, notice, figures, moved, coming, attention }: FirstPage,
  { status, dealAddress }: DocumentModel,
): string {
  const lists = [
    renderList('first-moved', moved, dealAddress),
    renderList('first-coming', coming, dealAddress),
    renderList('first-attention', attention, dealAddress),
  ]
  return `<div class="first">
<p class="headline">${escapeXml(headline)}</p>
${notice === null ? '' : `<p class="notice">${escapeXml(notice)}</p>`}
<dl class="highlights">${figures.map(renderFigure).join('')}</dl>
${lists.join('\n')}
${status.map((line) => `<p class="status">${escapeXml(line)}</p>`).join('\n')}
</div>`
}

const renderFigure = ({ label, value, standing }: FirstPage['figures'][number]): string =>
  `<div><dt>${escapeXml(label)}</dt><dd><strong>${escapeXml(value)}</strong> <small>${escapeXml(standing)}</small></dd></div>`

function renderList(id: string, { title, items, note }: FirstPageList, dealAddress?: string): string {
  if (items.length === 0 && note === null) return ''
  return `<section id="${id}">
<h2>${escapeXml(title)}</h2>
${items.length > 0 ? `<ul class="items">${items.map((item) => renderItem(item, dealAddress)).join('\n')}</ul>` : ''}
${note === null ? '' : `<p class="more">${escapeXml(note)}</p>`}
</section>`
}

function renderItem(item: FirstPageItem, dealAddress?: string): string {
  const { name, reference, text, details } = item
  const title =
    reference !== null && dealAddress !== undefined
      ? `<a href="${escapeXml(dealAddress + reference)}">${escapeXml(name)}</a>`
      : escapeXml(name)
  const code = describeCode(item)
  return `<li><p><strong>${title}</strong>${code === '' ? '' : ` <small>${escapeXml(code)}</small>`}<br>${escapeXml(text)}${details === null ? '' : `<br><small>${escapeXml(details)}</small>`}</p></li>`
}

/** The code name, unless it is the name already, and the reference. */
export const describeCode = ({ name, codeName, reference }: FirstPageItem): string =>
  [codeName === name ? null : codeName, reference].filter((part) => part !== null).join(' · ')
