/**
 * Decorators that declare GraphQL types together with the SQL that reads them. A template is SQL over rows (see
 * `shape.ts`): `{t}` is the row of the type, `{p}` its parent, `{name}` a joined row or an argument.
 */
import { Field, ObjectType, TypeMetadataStorage, ID, Int, Float } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import type { FieldCode } from '../core/error/error-codes.js'
import { Rule } from '../core/validation/rule.js'
import { OneLine, Prose } from '../core/validation/text-rules.js'
import { isEmail } from '../core/validation/email.js'
import { isCountry } from '../core/validation/country.js'
import { isCurrency } from '../core/money.js'
import { isNace } from '../core/validation/nace.js'
import { DateScalar, DateTimeScalar, DecimalScalar, UrlScalar } from '../core/scalars.js'
import { quoteForMessage } from '../core/validation/text.js'
import { Column, Entity, type ColumnType } from 'typeorm'
import { addArgument, addListArguments, type Argument } from './compile/field-arguments.js'
import { connectionTypeOf } from './filter/inputs.js'
import {
  partProperty,
  setShapeField,
  shapeOf,
  toSnakeCase,
  type Class,
  type NotedRows,
  type ValueKind,
  type Template,
} from './shape.js'

type GraphQLType = () => unknown

// Nest's own type does not allow a type that is chosen at run time.
const field = Field as (type: () => unknown, options: object) => PropertyDecorator

interface TypeOptions {
  beside?: Record<string, Template>
  key?: string
  noted?: NotedRows
}

/**
 * Declares a class as table, entity and GraphQL type in one: the class is the explicit list of what the API shows.
 * `key` is the primary key, default `id`. `beside` names joins that templates may use, `noted` the rows whose
 * reads are recorded.
 *
 * With `@TableType('agency', …) class Agency { @StringField(200, …) name: string }`, `agency(code: "awex") { name }`
 * reads `select json_build_object('name', r1."name") from "agency" r1 where r1.code = $1::text`.
 */
export function TableType(table: string, description: string, options: TypeOptions = {}) {
  return (target: Class) => {
    Entity({ name: table, synchronize: false })(target)
    ViewType(`"${table}"`, description, options)(target)
  }
}

/**
 * Declares a GraphQL type read from a view or sub-query instead of a table.
 *
 * With `@ViewType('active_session', …) class ActiveSession`, `sessions { id }` reads
 * `select json_build_object('id', r1."id") … from active_session r1`.
 */
export function ViewType(source: string, description: string, options: TypeOptions = {}) {
  return (target: Class) => {
    ObjectType({ description })(target)
    const shape = shapeOf(target)
    Object.assign(shape, { source, key: options.key ?? 'id', noted: options.noted })
    Object.assign(shape.beside, options.beside)
  }
}

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

/**
 * A value that SQL derives from the row. `resolved` means that a field resolver completes it.
 *
 * With `@DerivedField('boolean', () => Boolean, '({t}."{#}high" is null)', …) openEnded`, `capex { openEnded }` reads
 * `(r1."capex_high" is null)`.
 */
export function DerivedField(
  kind: ValueKind,
  graphql: GraphQLType,
  sql: Template,
  description: string,
  options: { nullable?: boolean; filter?: boolean; resolved?: boolean; codes?: object; list?: boolean } = {},
): PropertyDecorator {
  const { nullable = false, filter = true, resolved = false, list = false, codes } = options
  return (target, key) => {
    field(list ? () => [graphql()] : graphql, { nullable, description })(target, String(key))
    setShapeField(target.constructor as Class, String(key), {
      form: 'value',
      sql,
      kind,
      codes,
      list,
      nullable,
      emptied: false,
      unique: false,
      filter,
      resolved,
    })
  }
}

/**
 * An object in columns of the same row, prefixed by the field's name. It is null when its first column is null. With
 * `beside`, the columns belong to a joined row.
 *
 * With `@EmbeddedField(() => Money, …) revenue`, `revenue { currency }` reads
 * `case when r1."revenue_amount" is not null then json_build_object('currency', r1."revenue_currency") end`.
 */
export function EmbeddedField(
  type: () => Class,
  description: string,
  options: { nullable?: boolean; prefix?: string; beside?: string } = {},
): PropertyDecorator {
  return (target, key) => {
    const name = String(key)
    field(type, { nullable: options.nullable ?? false, description })(target, name)
    const prefix = options.prefix ?? `${toSnakeCase(name)}_`
    for (const [inner, field] of options.beside ? [] : shapeOf(type()).fields)
      if (field.form === 'value' && field.column)
        Column({ name: prefix + toSnakeCase(inner), type: field.column, nullable: true })(
          target,
          partProperty(name, inner),
        )
    setShapeField(target.constructor as Class, name, {
      form: 'part',
      type,
      prefix,
      beside: options.beside,
      nullable: options.nullable ?? false,
      description,
    })
  }
}

/**
 * A UUID column that the API does not show: the relation declared next to it (`ToOne`) shows the row.
 *
 * `@ForeignKey() siteId: string` maps the property to the column `site_id`; no field appears in the schema.
 */
export const ForeignKey =
  (options: { nullable?: boolean } = {}): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type: 'uuid', nullable: options.nullable ?? false })(
      target,
      String(key),
    )

/**
 * A column of the entity that the API does not show.
 *
 * `@HiddenColumn('jsonb') question: object` maps the property to the column `question`; no field appears in the schema.
 */
export const HiddenColumn =
  (
    type: ColumnType,
    options: { name?: string; nullable?: boolean; array?: boolean; primary?: boolean } = {},
  ): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type, ...options })(target, String(key))

/**
 * The row whose key is the expression `key`. It is null when no row matches or the viewer may not see it.
 *
 * With `@ToOne(() => Agency, '{t}.agency_id', …) agency`, `agency { code }` reads
 * `(select json_build_object('code', r2."code") from "agency" r2 where r2."id" = r1.agency_id)`.
 */
export function ToOne(
  type: () => Class,
  key: Template,
  description: string,
  options: { nullable?: boolean } = {},
): PropertyDecorator {
  return (target, name) => {
    field(type, { nullable: options.nullable ?? false, description })(target, String(name))
    setShapeField(target.constructor as Class, String(name), {
      form: 'one',
      type,
      key,
      nullable: options.nullable ?? false,
    })
  }
}

interface ManyOptions {
  /** A join between the rows of the list and this row, which `on` refers to as `{via}`. */
  via?: Template
}

/**
 * The rows that refer to this one, as a connection with where, orderBy, first and after.
 *
 * With `@ToMany(() => Contact, '{t}.prospect_id = {p}.id', …) contacts`, `contacts(first: 3) { nodes { name } }` reads
 * ```sql
 * (select json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
 *    from (select json_build_object('name', r2."name") as c1 from "contact" r2
 *           where r2.prospect_id = r1.id order by r2."id" desc limit 3) q)
 * ```
 */
export function ToMany(
  type: () => Class,
  on: Template,
  description: string,
  options: ManyOptions = {},
): PropertyDecorator {
  return (target, name) => {
    field(() => connectionTypeOf(type()), { description })(target, String(name))
    addListArguments(target.constructor, String(name), type)
    setShapeField(target.constructor as Class, String(name), {
      form: 'many',
      type,
      on,
      via: options.via,
      paged: true,
    })
  }
}

/**
 * A short list of rows that belong to this one, without arguments, in the order `order`. `from` replaces the source of
 * the rows' type.
 *
 * With `ListOf(() => ActiveSession, '{t}.user_id = {p}.id', '{t}.last_seen_at desc, {t}.id desc', …)`,
 * `sessions { address }` reads
 * ```sql
 * (select coalesce(json_agg(q.j), '[]')
 *    from (select json_build_object('address', r3.address) as j from active_session r3
 *           where r3.user_id = r1.id order by r3.last_seen_at desc, r3.id desc) q)
 * ```
 */
export function ListOf(
  type: () => Class,
  on: Template,
  order: Template,
  description: string,
  options: ManyOptions & { from?: string } = {},
): PropertyDecorator {
  return (target, name) => {
    field(() => [type()], { description })(target, String(name))
    setShapeField(target.constructor as Class, String(name), {
      form: 'many',
      type,
      on,
      order,
      via: options.via,
      from: options.from,
      paged: false,
    })
  }
}

interface FieldWithArgsOptions {
  nullable?: boolean
  args: Argument[]
  resolved?: boolean
  list?: boolean
}

/**
 * A value that depends on arguments, to which `sql` refers as `{name}`.
 *
 * With `sql` = `'to_json(… missing_facts({t}.id, {stage}) …)'` and an argument `stage` of the SQL type `text`,
 * `missing(stage: COMMITTED) { code }` reads `to_json(… missing_facts(r1.id, $1::text) …)`.
 */
export function FieldWithArgs(
  kind: ValueKind,
  graphql: GraphQLType,
  sql: Template,
  description: string,
  options: FieldWithArgsOptions,
): PropertyDecorator {
  return (target, name) => {
    field(options.list ? () => [graphql()] : graphql, { nullable: options.nullable ?? false, description })(
      target,
      String(name),
    )
    options.args.forEach((argument, index) => addArgument(target.constructor, String(name), index, argument))
    const args = Object.fromEntries(options.args.map((a) => [a.name, a.sql]))
    setShapeField(target.constructor as Class, String(name), {
      form: 'withArgs',
      sql,
      kind,
      resolved: options.resolved ?? false,
      args,
    })
  }
}

/**
 * The first row of the query `sql`, which refers to the arguments as `{name}`, read as `type`; null when there is none.
 *
 * `currentProjection(kind: DIRECT) { low }` reads
 * ```sql
 * (select json_build_object('low', r2."low")
 *    from (select j.* from job_projection j where j.deal_id = r1.id and j.kind = $1::text … limit 1) r2 limit 1)
 * ```
 */
export function ToOneWithArgs(
  type: () => Class,
  sql: Template,
  description: string,
  args: Argument[],
): PropertyDecorator {
  return (target, name) => {
    field(type, { nullable: true, description })(target, String(name))
    args.forEach((argument, index) => addArgument(target.constructor, String(name), index, argument))
    setShapeField(target.constructor as Class, String(name), {
      form: 'withArgs',
      sql,
      type,
      kind: 'json',
      resolved: false,
      args: Object.fromEntries(args.map((a) => [a.name, a.sql])),
    })
  }
}

/**
 * Adds a field to a type of a lower layer, because a lower layer must not import a higher one.
 *
 * `extendType(Prospect, 'contacts', ToMany(() => Contact, '{t}.prospect_id = {p}.id', …))` in `contact/` makes
 * `prospects { nodes { contacts { … } } }` possible; the SQL is that of `ToMany`.
 */
export function extendType(type: Class, name: string, decorate: PropertyDecorator): void {
  decorate(type.prototype as object, name)
  // Nest caches the fields of a type once an input is derived from it; this clears the cache.
  const metadata = TypeMetadataStorage.getObjectTypeMetadataByTarget(type as never)
  if (metadata) metadata.properties = undefined
}
