/** The fields of an export and the columns that they become. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  type GraphQLLeafType,
  type GraphQLObjectType,
} from 'graphql'
import { translate, type Language } from '../../core/locale.js'
import { badField } from '../../core/error/app-error.js'
import type { ColumnKind, ExportColumn } from './column.js'
import { defaultFields } from './default-fields.js'
import { formatPath, listLeafFields, listObjectFields, parsePath, type FieldPath } from './field-path.js'

const maxFields = 100

/** Parses the fields of a request; without any, returns the default fields of the type. */
export function parsePaths(type: GraphQLObjectType, fields: readonly string[] | undefined): FieldPath[] {
  const texts = fields ?? defaultFields[type.name] ?? listFlatFields(type)
  if (texts.length > maxFields) throw badField('fields', 'TOO_MANY', { max: maxFields })
  return texts.map((text, i) => {
    if (texts.indexOf(text) !== i) throw badField(`fields[${i}]`, 'TWICE')
    return parsePath(type, text, `fields[${i}]`)
  })
}

/** Returns all fields that fit into a cell, those of the parts of a row included, but not those of other rows. */
const listFlatFields = (type: GraphQLObjectType): string[] => [
  ...listLeafFields(type),
  ...listObjectFields(type)
    .filter(([, part]) => !part.getFields().id && !part.getFields().code)
    .flatMap(([name, part]) => listLeafFields(part).map((leaf) => `${name}.${leaf}`)),
]

export const buildColumns = (paths: readonly FieldPath[], language: Language): ExportColumn[] =>
  paths.map((path) => {
    const { type } = path.at(-1)!.field
    return {
      path: formatPath(path),
      heading: formatHeading(path, language),
      kind: chooseKind(getNamedType(type) as GraphQLLeafType),
      isList: isListType(getNullableType(type)),
      read: createReader(path),
    }
  })

/** Returns a heading such as `Prospect – Name`. */
export const formatHeading = (path: FieldPath, language: Language): string =>
  path.map(({ type, field }) => translateField(type.name, field.name, language)).join(' – ')

/** Prefers the text `heading.<Type>_<field>`, for a field that means something else in this type. */
function translateField(type: string, name: string, language: Language): string {
  const key = `heading.${type}_${name}`
  const heading = translate(language, key)
  return heading === key ? translate(language, `heading.${name}`) : heading
}

const kinds: Record<string, ColumnKind> = {
  Int: 'whole',
  Float: 'real',
  Decimal: 'amount',
  Boolean: 'flag',
  Date: 'day',
  DateTime: 'instant',
  JSON: 'json',
}

const chooseKind = (type: GraphQLLeafType): ColumnKind =>
  isEnumType(type) ? 'text' : (kinds[type.name] ?? 'text')

const createReader = (path: FieldPath) => {
  const names = path.map(({ field }) => field.name)
  return (row: unknown): unknown =>
    names.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, row)
}
