/** The fields that an export has: which, what to read for them, and under which headings they stand. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  type GraphQLLeafType,
  type GraphQLObjectType,
} from 'graphql'
import { translate, type Language } from '../../core/locale.js'
import { badField } from '../../core/problem.js'
import type { CellKind, Column } from './column.js'
import { leaves, pathOf, ways, written, type Path } from './field-path.js'
import { usual } from './default-fields.js'

const most = 100

/** The paths of a question; those usual for its list where it names none. */
export function pathsOf(type: GraphQLObjectType, fields: readonly string[] | undefined): Path[] {
  const texts = fields ?? usual[type.name] ?? plainFields(type)
  if (texts.length > most) throw badField('fields', 'TOO_MANY', { max: most })
  return texts.map((text, i) => {
    if (texts.indexOf(text) !== i) throw badField(`fields[${i}]`, 'TWICE')
    return pathOf(type, text, `fields[${i}]`)
  })
}

/** All that fits into a cell, parts of the row among it. */
const plainFields = (type: GraphQLObjectType): string[] => [
  ...leaves(type),
  ...ways(type)
    .filter(([, to]) => !to.getFields().id && !to.getFields().code)
    .flatMap(([name, to]) => leaves(to).map((leaf) => `${name}.${leaf}`)),
]

export const columnsOf = (paths: readonly Path[], language: Language): Column[] =>
  paths.map((path) => {
    const { type } = path.at(-1)!.field
    return {
      path: written(path),
      heading: headingOf(path, language),
      kind: kindOf(getNamedType(type) as GraphQLLeafType),
      list: isListType(getNullableType(type)),
      read: reader(path),
    }
  })

/** `Prospect – Name` */
export const headingOf = (path: Path, language: Language): string =>
  path.map(({ type, field }) => fieldHeading(type.name, field.name, language)).join(' – ')

/** Where a name means something of its own in one type, that type has a word for it. */
function fieldHeading(type: string, name: string, language: Language): string {
  const own = `heading.${type}_${name}`
  const said = translate(language, own)
  return said === own ? translate(language, `heading.${name}`) : said
}

const kinds: Record<string, CellKind> = {
  Int: 'whole',
  Float: 'real',
  Decimal: 'amount',
  Boolean: 'flag',
  Date: 'day',
  DateTime: 'instant',
  JSON: 'json',
}

const kindOf = (type: GraphQLLeafType): CellKind => (isEnumType(type) ? 'text' : (kinds[type.name] ?? 'text'))

const reader = (path: Path) => {
  const names = path.map(({ field }) => field.name)
  return (row: unknown): unknown =>
    names.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, row)
}
