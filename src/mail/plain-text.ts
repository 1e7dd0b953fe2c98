import { translate } from '../core/locale.js'
import { describeCode } from '../document/html/first-page.js'
import type { DocumentModel } from '../document/model/document-model.js'
import type { MailExtras } from './mail-html.js'
import type { FirstPage, FirstPageItem, FirstPageList } from '../weekly/first-page/page.js'

/** Renders the first page of a document for mail programs that show no HTML. */
export function renderFirstPageText(
  document: DocumentModel & { firstPage: FirstPage },
  { correction, unsubscribe, annex }: MailExtras,
): string {
  const { language, title, period, status, pageAddress, dealAddress, firstPage } = document
  const { headline, notice, figures, moved, coming, attention } = firstPage
  const colon = translate(language, 'punctuation.colon')
  return [
    [title, period].join('\n'),
    ...(pageAddress ? [`${translate(language, 'weekly.readInApplication')}${colon} ${pageAddress}`] : []),
    ...(correction === null ? [] : [correction]),
    [headline, ...(notice === null ? [] : [notice])].join('\n'),
    figures.map(({ label, value, standing }) => `${label}${colon} ${value} (${standing})`).join('\n'),
    ...[moved, coming, attention].map((list) => renderList(list, colon, dealAddress)).filter(Boolean),
    [...status, ...(annex === null ? [] : [annex])].join('\n'),
    ...(unsubscribe === null ? [] : [`${translate(language, 'unsubscribe.link')}${colon} ${unsubscribe}`]),
  ].join('\n\n')
}

function renderList(
  { title, items, note }: FirstPageList,
  colon: string,
  dealAddress: string | undefined,
): string {
  if (items.length === 0 && note === null) return ''
  return [
    `${title}\n${'='.repeat([...title].length)}`,
    ...items.map((item) => renderItem(item, colon, dealAddress)),
    ...(note === null ? [] : [note]),
  ].join('\n')
}

function renderItem(item: FirstPageItem, colon: string, dealAddress: string | undefined): string {
  const { name, reference, text, details } = item
  const code = describeCode(item)
  return [
    `* ${name}${code === '' ? '' : ` (${code})`}${colon} ${text}`,
    ...(details === null ? [] : [`  ${details}`]),
    ...(reference !== null && dealAddress !== undefined ? [`  ${dealAddress}${reference}`] : []),
  ].join('\n')
}
