import type { Language } from '../core/locale.js'
import { html } from '../document/html/html.js'
import { pdf } from '../document/pdf/pdf.js'
import { summaryPaper, type Found } from '../document/summary/summary-document.js'
import { plainText } from './plain-text.js'

export interface Mail {
  subject: string
  html: string
  text: string
  attachments: { filename: string; content: Buffer; contentType: string }[]
}

/** What one reader found, in his language. No name of a deal stands where a mail shows unopened, or in a file name. */
export async function summaryMail(found: Found, language: Language): Promise<Mail> {
  const paper = summaryPaper(found, language)
  return {
    subject: paper.title,
    html: await html(paper, []),
    text: plainText(paper),
    attachments: [
      { filename: `${paper.file}.pdf`, content: await pdf(paper), contentType: 'application/pdf' },
    ],
  }
}
