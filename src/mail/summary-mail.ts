import { translate, type Language } from '../core/locale.js'
import { buildSummaryDocument, type SummaryData } from '../document/summary/summary-document.js'
import { mediaTypes } from '../document/model/format.js'
import { renderMailHtml, type MailExtras } from './mail-html.js'
import { renderFirstPageText } from './plain-text.js'

/** Absolute addresses; absent if the service has no public address. */
interface MailLinks {
  /** Of the application. */
  publicUrl: string | undefined
  /** Of the page at which this recipient ends the mails. */
  unsubscribe: string | undefined
}

interface AttachedFile {
  format: 'pdf' | 'xlsx'
  content: Buffer
}

export interface Mail {
  subject: string
  html: string
  text: string
  attachments: { filename: string; content: Buffer; contentType: string }[]
}

/**
 * Subject and file names never contain the name of a deal, as mail programs show them without opening the mail. The
 * subject begins with the week, as lists of mails cut it, and says that the summary was issued again. `file` is the summary
 * as attached; null: nothing is.
 */
export function buildSummaryMail(
  data: SummaryData,
  language: Language,
  { publicUrl, unsubscribe, file }: MailLinks & { file: AttachedFile | null },
): Mail {
  const { agency, period: week, issue } = data.content
  const pageAddress = publicUrl && `${publicUrl}/summary/${agency.code}/${week}`
  const summary = buildSummaryDocument(data, language)
  const links = publicUrl === undefined ? {} : { pageAddress, dealAddress: `${publicUrl}/deals/` }
  const document = { ...summary, ...links }
  const { revision, reason } = issue ?? { revision: 1, reason: null }
  const isCorrection = revision > 1
  const extras: MailExtras = {
    correction: isCorrection
      ? translate(language, 'weekly.correction', { revision, reason: reason ?? '' })
      : null,
    unsubscribe: unsubscribe ?? null,
    annex: file === null ? null : translate(language, `firstPage.inMail.${file.format}`),
  }
  return {
    subject: [
      document.week,
      ...(isCorrection ? [translate(language, 'weekly.columnRevision', { revision })] : []),
      ...[document.kind, document.agency],
    ].join(' – '),
    html: renderMailHtml(document, extras),
    text: renderFirstPageText(document, extras),
    attachments:
      file === null
        ? []
        : [
            {
              filename: `${document.fileName}.${file.format}`,
              content: file.content,
              contentType: mediaTypes[file.format],
            },
          ],
  }
}
