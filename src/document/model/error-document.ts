import type { Language } from '../../core/locale.js'
import type { ErrorResponse } from '../../core/error/app-error.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import type { DocumentModel } from './document-model.js'

/** Builds the document that explains an error, for the format that was requested. */
export function buildErrorDocument({ message }: ErrorResponse, language: Language): DocumentModel {
  const title = formatterFor(language).translate('refused')
  return {
    language,
    title,
    kind: title,
    agency: 'Ancrage',
    week: '',
    period: '',
    status: [message],
    highlights: [],
    sections: [],
    fileName: 'ancrage',
    createdAt: new Date(0),
  }
}
