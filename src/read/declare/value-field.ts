/** Decorators of fields that show a column: what the API shows, filters and sorts, and the check of inputs. */
import { ID, Int, Float } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import type { FieldCode } from '../../core/error/error-codes.js'
import { Rule } from '../../core/validation/rule.js'
import { OneLine, Prose } from '../../core/validation/text-rules.js'
import { isEmail } from '../../core/validation/email.js'
import { isCountry } from '../../core/validation/country.js'
import { isCurrency } from '../../core/money.js'
import { isNace } from '../../core/validation/nace.js'
import {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  LanguageTagScalar,
  UrlScalar,
} from '../../core/scalars.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { Column, type ColumnType } from 'typeorm'
import { setShapeField, toSnakeCase, type Class, type ValueKind } from '../shape.js'
import { field, type GraphQLType } from './graphql-field.js'

interface ValueOptions {
  /** 'read': may be null, but inputs cannot set it to null. */
  nullable?: boolean | 'read'
  list?: boolean
  unique?: boolean
  /** False: not offered as filter or sort key. */
  filter?: boolean
  /** For an amount of money: the field of the same type with its currency. */
  currency?: string
  primary?: boolean
  /** The column's name, where it differs from the field's in snake case. */
  name?: string
  check?: PropertyDecorator[]
}

interface ValueForm {
  kind: ValueKind
  graphql: GraphQLType
  column: ColumnType
  codes?: object
}

function valueField(form: ValueForm, description: string, options: ValueOptions = {}): PropertyDecorator {
  const {
    nullable = false,
    list = false,
    unique = false,
    filter = true,
    primary = false,
    check = [],
  } = options
  return (target, key) => {
    const name = String(key)
    const column = options.name ?? toSnakeCase(name)
    const graphqlField = (nullable: boolean) =>
      field(list ? () => [form.graphql()] : form.graphql, { nullable, description })
    graphqlField(nullable !== false)(target, name)
    Column({ name: column, type: form.column, array: list, nullable: nullable !== false, primary })(
      target,
      name,
    )
    if (nullable === true) IsOptional()(target, name)
    for (const decorate of check) decorate(target, name)
    setShapeField(target.constructor as Class, name, {
      form: 'value',
      sql: `{t}."{#}${column}"`,
      kind: form.kind,
      codes: form.codes,
      list,
      nullable: nullable !== false,
      declareInInput: (input, name) =>
        [graphqlField(false), ...check].forEach((decorate) => decorate(input, name)),
      emptied: nullable === true,
      unique,
      filter,
      currency: options.currency,
      column: form.column,
      resolved: false,
    })
  }
}

/** Limits a list that people write to 50 entries. */
const limitEntries = ({ list }: ValueOptions): PropertyDecorator[] =>
  list ? [Rule('TOO_MANY', (entries) => (entries as unknown[]).length <= 50, { max: 50 })] : []

const quotedValue = (value: unknown) => ({ value: quoteForMessage(value) })

const withChecks = (options: ValueOptions, check: PropertyDecorator[]): ValueOptions => ({
  ...options,
  check: [...check, ...(options.check ?? [])],
})

/**
 * The row's UUID v7, made by the service.
 *
 * `where: { id: { eq: $id } }` compares `r1."id" = $1::uuid`.
 */
export const IdField = (): PropertyDecorator =>
  valueField({ kind: 'id', graphql: () => ID, column: 'uuid' }, 'UUID v7.', { primary: true, unique: true })

/**
 * Text of 1 to `max` characters, with line breaks. Compared without case and accents.
 *
 * `where: { statement: { contains: "ali" } }` compares `strpos(fold(r1."statement"), fold($1::text)) > 0`.
 */
export const TextField = (max: number, description: string, options: ValueOptions = {}) =>
  textField(Prose(max, options.list), description, options)

/**
 * Text in one line, such as a name. Compared and sorted without case and accents.
 *
 * `where: { name: { eq: "Ali" } }` compares `fold(r1."name") = fold($1::text)`.
 */
export const StringField = (max: number, description: string, options: ValueOptions = {}) =>
  textField(OneLine(max, options.list), description, options)

const textField = (rule: PropertyDecorator, description: string, options: ValueOptions) =>
  valueField(
    { kind: 'text', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [rule, ...limitEntries(options)]),
  )

/**
 * Text of a fixed form, such as a code or a reference: `pattern` checks it, `form` describes it in messages. Compared
 * exactly.
 *
 * `where: { code: { startsWith: "aw" } }` compares `starts_with(r1."code", $1::text)`.
 */
export const CodeField = (pattern: RegExp, form: string, description: string, options: ValueOptions = {}) =>
  valueField(
    { kind: 'word', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [
      Rule('WRONG_FORM', (text) => pattern.test(String(text)), { form }, options.list),
      ...limitEntries(options),
    ]),
  )

/**
 * An e-mail address. Compared without case.
 *
 * With `list`, `where: { emails: { some: { eq: "a@b.be" } } }` compares
 * `exists (select 1 from unnest(r1."emails") as element where true and fold(element) = fold($1::text))`.
 */
export const EmailField = (description: string, options: ValueOptions = {}) =>
  valueField(
    { kind: 'text', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [
      Rule('NOT_AN_EMAIL', (text) => isEmail(String(text)), quotedValue, options.list),
      ...limitEntries(options),
    ]),
  )

/** Creates a decorator for codes of a published list. */
const publishedCode =
  (fault: FieldCode, isOne: (code: string) => boolean) =>
  (description: string, options: ValueOptions = {}) =>
    valueField(
      { kind: 'word', graphql: () => String, column: 'text' },
      description,
      withChecks(options, [Rule(fault, (code) => isOne(String(code)), quotedValue)]),
    )

/**
 * ISO 3166-1 alpha-2 code of a country.
 *
 * `where: { country: { in: ["CN", "BE"] } }` compares `r1."country" = any($1::text[])`.
 */
export const CountryField = publishedCode('UNKNOWN_COUNTRY', isCountry)
/** ISO 4217 code of a currency; in SQL like `CountryField`. */
export const CurrencyField = publishedCode('UNKNOWN_CURRENCY', isCurrency)
/** NACE Rev. 2 section (a letter) or division (two digits); in SQL like `CountryField`. */
export const NaceField = publishedCode('UNKNOWN_NACE', isNace)

/** A language as a BCP 47 tag; in SQL like `CountryField`. */
export const LanguageTagField = (description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'word', graphql: () => LanguageTagScalar, column: 'text' }, description, options)

/** The URL of a web page; in SQL like `CountryField`. */
export const UrlField = (description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'word', graphql: () => UrlScalar, column: 'text' }, description, options)

/**
 * One code of a closed list; `codes` is the registered enum.
 *
 * `where: { role: { in: [HEAD] } }` compares `r1."role" = any($1::text[])`.
 */
export const EnumField = (codes: object, description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'code', graphql: () => codes, column: 'text', codes }, description, options)

/**
 * A whole number from `min` to `max`, both included.
 *
 * `where: { headcount: { gt: 100 } }` compares `r1."headcount" > $1::int`.
 */
export const IntField = (min: number, max: number, description: string, options: ValueOptions = {}) =>
  valueField(
    { kind: 'int', graphql: () => Int, column: 'int' },
    description,
    withChecks(options, [inRange(min, max)]),
  )

/** A floating-point number from `min` to `max`, both included; in SQL like `IntField`, as `double precision`. */
export const FloatField = (min: number, max: number, description: string, options: ValueOptions = {}) =>
  valueField(
    { kind: 'float', graphql: () => Float, column: 'double precision' },
    description,
    withChecks(options, [inRange(min, max)]),
  )

const inRange = (min: number, max: number): PropertyDecorator =>
  Rule('OUT_OF_RANGE', (n) => Number(n) >= min && Number(n) <= max, { min, max })

/**
 * An exact decimal, not negative; a string in JSON. With `currency`, filters must fix the currency too.
 *
 * `capex { low }` reads `(r1."capex_low")::text`.
 */
export const DecimalField = (description: string, options: ValueOptions = {}) =>
  valueField(
    { kind: 'decimal', graphql: () => DecimalScalar, column: 'numeric' },
    description,
    withChecks(options, [Rule('NEGATIVE', (amount) => !String(amount).startsWith('-'), quotedValue)]),
  )

/** `where: { active: { eq: true } }` compares `r1."active" = $1::boolean`. */
export const BooleanField = (description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'boolean', graphql: () => Boolean, column: 'boolean' }, description, options)

/**
 * A calendar day, Europe/Brussels.
 *
 * `where: { since: { lt: "2018-05-31" } }` compares `r1."since" < $1::date`.
 */
export const DateField = (description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'day', graphql: () => DateScalar, column: 'date' }, description, options)

/**
 * An instant, UTC, with milliseconds.
 *
 * `createdAt` reads `to_char(r1."created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.
 */
export const DateTimeField = (description: string, options: ValueOptions = {}) =>
  valueField({ kind: 'instant', graphql: () => DateTimeScalar, column: 'timestamptz' }, description, options)
