/** Why a document cannot be given, in the format that was asked for. */
import type { Language } from '../../core/locale.js'
import type { Explanation } from '../../core/problem.js'
import type { ProblemCode } from '../../core/catalogue.js'
import type { Paper } from './document-model.js'
import { tongueOf } from '../text/formatter.js'

export const statuses: Record<ProblemCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  STAGE_REFUSED: 409,
  TOO_COSTLY: 400,
  TIMEOUT: 503,
  RATE_LIMITED: 429,
  INTERNAL: 500,
}

export function refusalPaper({ message }: Explanation, language: Language): Paper {
  const title = tongueOf(language).word('refused')
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
    file: 'ancrage',
    made: new Date(0),
  }
}
