import type { ValueNode } from 'graphql'
import { GraphQLScalarType, Kind, print } from 'graphql'
import type { FieldCode } from './error/error-codes.js'
import { isDay } from './time/day.js'
import { readPartialDate } from './time/partial-date.js'
import { readDecimal } from './decimal.js'
import { readInstant, toStoredInstant } from './time/instant.js'
import { checkJson, jsonFromAst } from './json.js'
import { badField } from './error/app-error.js'
import { quoteForMessage } from './validation/text.js'
import { readLanguageTag } from './language-tag.js'
import { readUrl } from './validation/url.js'
import { readPeriod } from './time/period.js'
import { isWeek } from './time/week.js'

export const DateScalar = textScalar(
  'Date',
  'A calendar day as YYYY-MM-DD, for example 2018-05-31, from 1900 to 2200.',
  'NOT_A_DAY',
  (text) => (isDay(text) ? text : null),
)

export const PartialDateTextScalar = textScalar(
  'PartialDateText',
  'A day known to a precision only, in short: "2018-03-14", "early 2018-03" (or "mid", "late"), "2018-03", "2018-Q1", "2018", or "before 2018-03".',
  'NOT_A_PARTIAL_DATE',
  (text) => (readPartialDate(text) ? text : null),
)

/** Inside the service an instant is always UTC with milliseconds, so that texts sort in time order. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'An instant in ISO 8601 with its offset, for example 2018-05-31T12:00:00+02:00; returned in UTC with milliseconds.',
  'NOT_AN_INSTANT',
  readInstant,
  (value) => (value instanceof Date ? value.toISOString() : toStoredInstant(String(value))),
)

export const IsoWeekScalar = textScalar(
  'IsoWeek',
  'An ISO 8601 week, Monday to Sunday, for example 2018-W22.',
  'NOT_A_WEEK',
  (text) => (isWeek(text) ? text : null),
)

export const SummaryPeriodScalar = textScalar(
  'SummaryPeriod',
  'A week "2018-W22", a month "2018-05", a quarter "2018-Q2" or a year "2018", from 1900 to 2200.',
  'NOT_A_PERIOD',
  (text) => readPeriod(text)?.code ?? null,
)

export const LanguageTagScalar = textScalar(
  'LanguageTag',
  'A language: FR, NL, DE or EN, also without quotes, or another BCP 47 tag, for example "zh" or "zh-Hans".',
  'NOT_A_LANGUAGE',
  readLanguageTag,
)

export const UrlScalar = textScalar(
  'Url',
  'The address of a web page, with http:// or https://, up to 2000 characters.',
  'NOT_A_URL',
  readUrl,
)

/** An exact decimal number: text inside the service and in answers, never a binary floating-point number. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number, for example "12800000000.50": up to 18 digits before the point and 2 after it. ' +
    'Returned as a string; a string or a number is accepted.',
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(literalText(node)),
  serialize: String,
})

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  parseValue: (value) => checkJson(value),
  parseLiteral: (node, variables) => jsonFromAst(node, variables ?? {}),
})

/** Creates a scalar that is a string in the service and in JSON. `read` returns null for an invalid text. */
function textScalar(
  name: string,
  description: string,
  code: FieldCode,
  read: (text: string) => string | null,
  serialize: (value: unknown) => string = (value) => serializeText(value, name, read),
): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: (value) => parseText(value, code, read),
    parseLiteral: (node) => parseText(literalText(node), code, read),
    serialize,
  })
}

// An invalid value from the database is our fault, not the client's: it becomes INTERNAL, not BAD_USER_INPUT.
function serializeText(value: unknown, name: string, read: (text: string) => string | null): string {
  const result = typeof value === 'string' ? read(value) : null
  if (result === null) throw new TypeError(`Not a ${name}`)
  return result
}

function parseText(value: unknown, code: FieldCode, read: (text: string) => string | null): string {
  const result = typeof value === 'string' ? read(value) : null
  if (result === null) throw badField('', code, { value: quoteForMessage(value) })
  return result
}

// A literal of another kind is printed as it was written; none of them is a valid day, week or URL.
const literalText = (node: ValueNode): string => (node.kind === Kind.STRING ? node.value : print(node))
