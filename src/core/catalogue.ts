/** The stable codes that a client may rely on, in `extensions.code` of an error. */
export const problemCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'STAGE_REFUSED',
  'TOO_COSTLY',
  'TIMEOUT',
  'RATE_LIMITED',
  'INTERNAL',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** Every problem the service can answer with, and its code. Its sentence is `problem.<key>` in `locales/`. */
export const catalogue = {
  unauthenticated: 'UNAUTHENTICATED',
  badCredentials: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  badInput: 'BAD_USER_INPUT',
  badRequest: 'BAD_USER_INPUT',
  contradiction: 'BAD_USER_INPUT',
  alreadyThere: 'CONFLICT',
  notYourDeal: 'FORBIDDEN',
  moveRefused: 'STAGE_REFUSED',
  staleVersion: 'CONFLICT',
  idempotencyKeyReused: 'CONFLICT',
  stageRefused: 'STAGE_REFUSED',
  tooCostly: 'TOO_COSTLY',
  timeout: 'TIMEOUT',
  rateLimited: 'RATE_LIMITED',
  internal: 'INTERNAL',
} as const satisfies Record<string, ProblemCode>

export type ProblemKey = keyof typeof catalogue

/** What can be wrong with one field, in `extensions.fields`. Its sentence is `field.<code>` in `locales/`. */
export const fieldCodes = [
  'NOT_NULL',
  'BLANK',
  'TOO_LONG',
  'OUT_OF_RANGE',
  'NEGATIVE',
  'RANGE_INVERTED',
  'CONTROL_CHARACTER',
  'BIDI_CONTROL',
  'LONE_SURROGATE',
  'NONCHARACTER',
  'NOT_A_DAY',
  'NOT_AN_INSTANT',
  'NOT_A_WEEK',
  'NOT_A_DECIMAL',
  'NUMBER_AS_TEXT',
  'TOO_DEEP',
  'NOT_A_URL',
  'NOT_AN_EMAIL',
  'PARTIAL_DATE_RANGE',
  'FUTURE_DAY',
  'UNKNOWN_CURRENCY',
  'UNKNOWN_COUNTRY',
  'UNKNOWN_NACE',
  'UNKNOWN_REFERENCE',
  'NOT_AN_ID',
  'ONE_OF',
  'NOT_TEXT',
  'TOO_MANY',
  'WRONG_FORM',
  'EMPTY_FILTER',
  'ONE_KEY_PER_ORDER',
  'BAD_CURSOR',
  'FIRST_OUT_OF_RANGE',
] as const

export type FieldCode = (typeof fieldCodes)[number]
