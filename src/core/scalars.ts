import type { ValueNode } from 'graphql'
import { GraphQLScalarType, Kind, print } from 'graphql'
import type { FieldCode } from './error/error-codes.js'
import { isDay } from './time/day.js'
import { readDecimal } from './decimal.js'
import { readInstant, toStoredInstant } from './time/instant.js'
import { checkJson, jsonFromAst } from './json.js'
import { badField } from './error/app-error.js'
import { quoteForMessage } from './text.js'
import { readUrl } from './url.js'
import { isWeek } from './time/week.js'

/** A calendar day. */
export const DateScalar = textScalar(
  'Date',
  'A calendar day as YYYY-MM-DD, for example 2018-05-31, from 1900 to 2200.',
  'NOT_A_DAY',
  (text) => (isDay(text) ? text : null),
)

/** A moment; inside the service always UTC with milliseconds, so that texts compare as moments. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment in ISO 8601 with its offset, for example 2018-05-31T12:00:00+02:00; answered in UTC with milliseconds.',
  'NOT_AN_INSTANT',
  readInstant,
  (value) => (value instanceof Date ? value.toISOString() : toStoredInstant(String(value))),
)

export const IsoWeekScalar = textScalar(
  'IsoWeek',
  'A week from Monday to Sunday as ISO 8601 numbers it, for example 2018-W22.',
  'NOT_A_WEEK',
  (text) => (isWeek(text) ? text : null),
)

export const UrlScalar = textScalar(
  'Url',
  'The address of a web page, with http:// or https://, up to 2000 characters.',
  'NOT_A_URL',
  readUrl,
)

/** An exact decimal number: a text inside the service and in answers, never a binary number. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number, for example "12800000000.50": up to 18 digits before the point and 2 after it. ' +
    'Answered as a string; a string or a number is accepted.',
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(textIn(node)),
  serialize: String,
})

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  parseValue: (value) => checkJson(value),
  parseLiteral: (node, variables) => jsonFromAst(node, variables ?? {}),
})

/** A scalar that is a string outside and inside; `read` gives null for a text that is none. */
function textScalar(
  name: string,
  description: string,
  code: FieldCode,
  read: (text: string) => string | null,
  serialize: (value: unknown) => string = (value) => answered(value, name, read),
): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: (value) => checked(value, code, read),
    parseLiteral: (node) => checked(textIn(node), code, read),
    serialize,
  })
}

// What comes from the database and is none is our own mistake, not one of the person who asks: no problem of theirs.
function answered(value: unknown, name: string, read: (text: string) => string | null): string {
  const result = typeof value === 'string' ? read(value) : null
  if (result === null) throw new TypeError(`Not a ${name}`)
  return result
}

function checked(value: unknown, code: FieldCode, read: (text: string) => string | null): string {
  const result = typeof value === 'string' ? read(value) : null
  if (result === null) throw badField('', code, { value: quoteForMessage(value) })
  return result
}

// A literal of another kind is shown as it was written; none of them can pass for a day, a week or an address.
const textIn = (node: ValueNode): string => (node.kind === Kind.STRING ? node.value : print(node))
