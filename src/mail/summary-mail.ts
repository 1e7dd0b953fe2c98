import type { Language } from '../core/locale.js'
import { buildSummaryDocument, type SummaryData } from '../document/summary/summary-document.js'
import { renderMailHtml } from './mail-html.js'
import { renderFirstPageText } from './plain-text.js'

export interface Mail {
  subject: string
  html: string
  text: string
  attachments: { filename: string; content: Buffer; contentType: string }[]
}

/**
 * Subject and file names never contain the name of a deal, as mail programs show them without opening the mail. The
 * subject begins with the week, as lists of mails cut it. `publicUrl` is the address of the application, for a link; `pdf`
 * is the summary as attached.
 */
export function buildSummaryMail(
  data: SummaryData,
  language: Language,
  { publicUrl, pdf }: { publicUrl: string | undefined; pdf: Buffer },
): Mail {
  const { agency, week } = data.content
  const pageAddress = publicUrl && `${publicUrl}/summary/${agency.code}/${week}`
  const summary = buildSummaryDocument(data, language)
  const links = publicUrl === undefined ? {} : { pageAddress, dealAddress: `${publicUrl}/deals/` }
  const document = { ...summary, ...links }
  return {
    subject: `${document.week} – ${document.kind} – ${document.agency}`,
    html: renderMailHtml(document),
    text: renderFirstPageText(document),
    attachments: [
      {
        filename: `${document.fileName}.pdf`,
        content: pdf,
        contentType: 'application/pdf',
      },
    ],
  }
}
