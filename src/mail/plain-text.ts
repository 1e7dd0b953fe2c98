import { translate } from '../core/locale.js'
import { describeCode } from '../document/html/first-page.js'
import type { DocumentModel } from '../document/model/document-model.js'
import type { MailExtras } from './mail-html.js'
import type { FirstPage, FirstPageItem, FirstPageList } from '../weekly/first-page/page.js'

/** Renders the first page of a document for mail programs that show no HTML. */
export function renderFirstPageText(
  document: DocumentModel & { firstPage: FirstPage },
  { correction, unsubscribe }: MailExtras,
): string {
  const { language, title, period, status, pageAddress, dealAddress, firstPage } = document
  const { headline, notice, figures, moved, coming, attention } = firstPage
  return [
    [title, period].join('\n'),
    ...(pageAddress ? [`${translate(language, 'weekly.readInApplication')}: ${pageAddress}`] : []),
    ...(correction === null ? [] : [correction]),
    [headline, ...(notice === null ? [] : [notice])].join('\n'),
    figures.map(({ label, value, standing }) => `${label}: ${value} (${standing})`).join('\n'),
    ...[moved, coming, attention].map((list) => renderList(list, dealAddress)).filter(Boolean),
    [...status, translate(language, 'firstPage.inMail')].join('\n'),
    ...(unsubscribe === null ? [] : [`${translate(language, 'unsubscribe.link')}: ${unsubscribe}`]),
  ].join('\n\n')
}

function renderList({ title, items, note }: FirstPageList, dealAddress: string | undefined): string {
  if (items.length === 0 && note === null) return ''
  return [
    `${title}\n${'='.repeat([...title].length)}`,
    ...items.map((item) => renderItem(item, dealAddress)),
    ...(note === null ? [] : [note]),
  ].join('\n')
}

function renderItem(item: FirstPageItem, dealAddress: string | undefined): string {
  const { name, reference, text, details } = item
  const code = describeCode(item)
  return [
    `* ${name}${code === '' ? '' : ` (${code})`}: ${text}`,
    ...(details === null ? [] : [`  ${details}`]),
    ...(reference !== null && dealAddress !== undefined ? [`  ${dealAddress}${reference}`] : []),
  ].join('\n')
}
