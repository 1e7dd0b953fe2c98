/** Why a document cannot be given, in the format that was asked for. */
import type { Language } from '../core/locale.js'
import type { ErrorResponse } from '../core/error/app-error.js'
import type { ErrorCode } from '../core/error/error-codes.js'
import type { Paper } from './paper.js'
import { tongueOf } from './tongue.js'

export const statuses: Record<ErrorCode, number> = {
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

export function refusalPaper({ message }: ErrorResponse, language: Language): Paper {
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
