import { Field, ObjectType, TypeMetadataStorage, ID, Int, Float } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import type { FieldCode } from '../core/error/error-codes.js'
import { Rule } from '../core/rule.js'
import { OneLine, Prose } from '../core/text-rules.js'
import { isEmail } from '../core/email.js'
import { isCountry } from '../core/country.js'
import { isCurrency } from '../core/money.js'
import { isNace } from '../core/nace.js'
import { DateScalar, DateTimeScalar, DecimalScalar, UrlScalar } from '../core/scalars.js'
import { quoteForMessage } from '../core/text.js'
import { Column, Entity, type ColumnType } from 'typeorm'
import { addArgument, addListArguments, type Argument } from './field-arguments.js'
import { connectionTypeOf } from './inputs.js'
import {
  partProperty,
  setShapeField,
  shapeOf,
  toSnakeCase,
  type Class,
  type ValueKind,
  type Template,
} from './shape.js'

type GraphQLType = () => unknown

// Nest's own type does not know a type that is chosen at run time
const field = Field as (type: () => unknown, options: object) => PropertyDecorator

/** A table, its entity and its GraphQL type in one: the class is the only place that says what is shown. */
export function TableType(
  table: string,
  description: string,
  options: { beside?: Record<string, Template>; key?: string } = {},
) {
  return (target: Class) => {
    Entity({ name: table, synchronize: false })(target)
    ViewType(`"${table}"`, description, options)(target)
  }
}

/** A GraphQL type read from a row set that is not an entity of its own. */
export function ViewType(
  source: string,
  description: string,
  options: { beside?: Record<string, Template>; key?: string } = {},
) {
  return (target: Class) => {
    ObjectType({ description })(target)
    const shape = shapeOf(target)
    Object.assign(shape, { source, key: options.key ?? 'id' })
    Object.assign(shape.beside, options.beside)
  }
}

interface ValueOptions {
  /** 'read': it may be null, but no input makes it so. */
  nullable?: boolean | 'read'
  list?: boolean
  unique?: boolean
  /** False: cannot be filtered or sorted by. */
  filter?: boolean
  /** Of an amount of money: the field beside it that says in which currency. */
  currency?: string
  primary?: boolean
  /** The column's name where it is not the field's. */
  name?: string
  check?: PropertyDecorator[]
}

interface ValueForm {
  kind: ValueKind
  graphql: GraphQLType
  column: ColumnType
  codes?: object
}

function value(form: ValueForm, description: string, options: ValueOptions = {}): PropertyDecorator {
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
    const shown = (nullable: boolean) =>
      field(list ? () => [form.graphql()] : form.graphql, { nullable, description })
    shown(nullable !== false)(target, name)
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
      given: (input, name) => [shown(false), ...check].forEach((decorate) => decorate(input, name)),
      emptied: nullable === true,
      unique,
      filter,
      currency: options.currency,
      column: form.column,
      resolved: false,
    })
  }
}

/** A list that a person writes is short. */
const few = ({ list }: ValueOptions): PropertyDecorator[] =>
  list ? [Rule('TOO_MANY', (entries) => (entries as unknown[]).length <= 50, { max: 50 })] : []

/** The faulty value, fit to be repeated in a message. */
const quotedValue = (value: unknown) => ({ value: quoteForMessage(value) })

const withChecks = (options: ValueOptions, check: PropertyDecorator[]): ValueOptions => ({
  ...options,
  check: [...check, ...(options.check ?? [])],
})

/** The row's UUID v7, made by the service. */
export const IdField = (): PropertyDecorator =>
  value({ kind: 'id', graphql: () => ID, column: 'uuid' }, 'UUID v7.', { primary: true, unique: true })

/** Text of at least one character and at most `max`, in several lines where need be; compared without case and accents. */
export const TextField = (max: number, description: string, options: ValueOptions = {}) =>
  textField(Prose(max, options.list), description, options)

/** Text in one line, such as a name; compared without case and accents. */
export const StringField = (max: number, description: string, options: ValueOptions = {}) =>
  textField(OneLine(max, options.list), description, options)

const textField = (rule: PropertyDecorator, description: string, options: ValueOptions) =>
  value(
    { kind: 'text', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [rule, ...few(options)]),
  )

/** Text in a written form, such as a code or a number; `form` shows it, `pattern` tells it. */
export const CodeField = (pattern: RegExp, form: string, description: string, options: ValueOptions = {}) =>
  value(
    { kind: 'word', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [
      Rule('WRONG_FORM', (text) => pattern.test(String(text)), { form }, options.list),
      ...few(options),
    ]),
  )

/** An e-mail address; compared without case. */
export const EmailField = (description: string, options: ValueOptions = {}) =>
  value(
    { kind: 'text', graphql: () => String, column: 'text' },
    description,
    withChecks(options, [
      Rule('NOT_AN_EMAIL', (text) => isEmail(String(text)), quotedValue, options.list),
      ...few(options),
    ]),
  )

/** A code of a published list. */
const publishedCode =
  (fault: FieldCode, isOne: (code: string) => boolean) =>
  (description: string, options: ValueOptions = {}) =>
    value(
      { kind: 'word', graphql: () => String, column: 'text' },
      description,
      withChecks(options, [Rule(fault, (code) => isOne(String(code)), quotedValue)]),
    )

export const CountryField = publishedCode('UNKNOWN_COUNTRY', isCountry)
export const CurrencyField = publishedCode('UNKNOWN_CURRENCY', isCurrency)
/** NACE Rev. 2 section (a letter) or division (two digits). */
export const NaceField = publishedCode('UNKNOWN_NACE', isNace)

/** The address of a web page. */
export const UrlField = (description: string, options: ValueOptions = {}) =>
  value({ kind: 'word', graphql: () => UrlScalar, column: 'text' }, description, options)

/** One code of a closed list; `codes` is the registered enum. */
export const EnumField = (codes: object, description: string, options: ValueOptions = {}) =>
  value({ kind: 'code', graphql: () => codes, column: 'text', codes }, description, options)

export const IntField = (min: number, max: number, description: string, options: ValueOptions = {}) =>
  value(
    { kind: 'int', graphql: () => Int, column: 'int' },
    description,
    withChecks(options, [between(min, max)]),
  )

export const FloatField = (min: number, max: number, description: string, options: ValueOptions = {}) =>
  value(
    { kind: 'float', graphql: () => Float, column: 'double precision' },
    description,
    withChecks(options, [between(min, max)]),
  )

const between = (min: number, max: number): PropertyDecorator =>
  Rule('OUT_OF_RANGE', (n) => Number(n) >= min && Number(n) <= max, { min, max })

/** An exact decimal, written as a string in JSON. */
export const DecimalField = (description: string, options: ValueOptions = {}) =>
  value(
    { kind: 'decimal', graphql: () => DecimalScalar, column: 'numeric' },
    description,
    withChecks(options, [Rule('NEGATIVE', (amount) => !String(amount).startsWith('-'), quotedValue)]),
  )

export const BooleanField = (description: string, options: ValueOptions = {}) =>
  value({ kind: 'boolean', graphql: () => Boolean, column: 'boolean' }, description, options)

/** A calendar day, Europe/Brussels. */
export const DateField = (description: string, options: ValueOptions = {}) =>
  value({ kind: 'day', graphql: () => DateScalar, column: 'date' }, description, options)

/** An instant, UTC. */
export const DateTimeField = (description: string, options: ValueOptions = {}) =>
  value({ kind: 'instant', graphql: () => DateTimeScalar, column: 'timestamptz' }, description, options)

/** A value that SQL derives from the row; `resolved` where a field resolver finishes it. */
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

/** An object that stands in columns of this row, prefixed by the field's name; null when its first column is. */
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

/** A column that refers to another row and is not shown itself: the relation beside it is. */
export const ForeignKey =
  (options: { nullable?: boolean } = {}): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type: 'uuid', nullable: options.nullable ?? false })(
      target,
      String(key),
    )

/** A column of the entity that GraphQL does not show. */
export const HiddenColumn =
  (
    type: ColumnType,
    options: { name?: string; nullable?: boolean; array?: boolean; primary?: boolean } = {},
  ): PropertyDecorator =>
  (target, key) =>
    Column({ name: toSnakeCase(String(key)), type, ...options })(target, String(key))

/** The one row that `key` (an expression over this row) names. */
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
  via?: Template
}

/** The rows that hang on this one, as a connection with where, orderBy, first and after. */
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

/** The few rows that are part of this one, as a plain list in a fixed order. */
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

/** A value that depends on arguments, which `sql` sees as `{name}`. */
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
      form: 'asked',
      sql,
      kind,
      resolved: options.resolved ?? false,
      args,
    })
  }
}

/** The one row that `sql` (a row set, seeing the arguments as `{name}`) gives, read as `type`. */
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
      form: 'asked',
      sql,
      type,
      kind: 'json',
      resolved: false,
      args: Object.fromEntries(args.map((a) => [a.name, a.sql])),
    })
  }
}

/** Declares a field of a lower folder's type from a higher folder: `shows(Prospect, 'contacts', ToMany(...))`. */
export function extendType(type: Class, name: string, decorate: PropertyDecorator): void {
  decorate(type.prototype as object, name)
  // an input made of the type may have had Nest list its fields already: it is to list them again
  const listed = TypeMetadataStorage.getObjectTypeMetadataByTarget(type as never)
  if (listed) listed.properties = undefined
}
