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
import { labelCode } from './code-labels.js'
import {
  formatPath,
  leadsToSeveralRows,
  listLeafFields,
  listObjectFields,
  parsePath,
  type FieldPath,
} from './field-path.js'
import { listRows } from './row-tracker.js'

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

/** Whether codes are shown as they are, beside their labels, or replaced by them. */
export const labelChoices = ['none', 'beside', 'instead'] as const
export type LabelChoice = (typeof labelChoices)[number]

export const buildColumns = (
  paths: readonly FieldPath[],
  language: Language,
  labels: LabelChoice = 'none',
): ExportColumn[] => paths.flatMap((path) => buildFieldColumns(path, language, labels))

function buildFieldColumns(path: FieldPath, language: Language, labels: LabelChoice): ExportColumn[] {
  const { field } = path.at(-1)!
  const type = getNamedType(field.type) as GraphQLLeafType
  const column: ExportColumn = {
    path: formatPath(path),
    heading: formatHeading(path, language),
    kind: chooseKind(type),
    isList: isListType(getNullableType(field.type)) || leadsToSeveralRows(path),
    description: field.description ?? '',
    read: createReader(path),
  }
  if (!isEnumType(type) || labels === 'none') return [column]
  const label = {
    ...column,
    read: (row: unknown) => mapValues(column.read(row), (code) => labelCode(type.name, code, language)),
  }
  if (labels === 'instead') return [label]
  const heading = `${column.heading} – ${translate(language, 'heading.label')}`
  return [column, { ...label, path: `${column.path}.label`, heading }]
}

/** Maps a value, or each of a list, and leaves null as it is. */
function mapValues(value: unknown, map: (value: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => mapValues(each, map))
  return typeof value === 'string' ? map(value) : value
}

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

function createReader(path: FieldPath): (row: unknown) => unknown {
  const names = path.map(({ field }) => field.name)
  if (leadsToSeveralRows(path)) return (row) => readSeveral(row, names)
  return (row) => names.reduce<unknown>(readField, row)
}

/** Returns the value of each row of the relation on the path; null without a row. A mark follows where rows are left out. */
function readSeveral(row: unknown, names: readonly string[]): unknown[] | null {
  let rows: unknown[] = [row]
  let isCut = false
  for (const name of names.slice(0, -1)) {
    const values = rows.map((each) => readField(each, name))
    isCut ||= values.some(hasMore)
    rows = values.flatMap((value) => (isRelation(value) ? listRows(value) : [value]))
  }
  const values = rows.map((each) => readField(each, names.at(-1)!))
  if (values.length === 0) return null
  return isCut ? [...values, '…'] : values
}

const readField = (row: unknown, name: string): unknown =>
  (row as Record<string, unknown> | null)?.[name] ?? null

const isRelation = (value: unknown): boolean =>
  Array.isArray(value) || Array.isArray((value as { nodes?: unknown } | null)?.nodes)

const hasMore = (value: unknown): boolean =>
  (value as { pageInfo?: { hasNextPage: boolean } } | null)?.pageInfo?.hasNextPage ?? false
