/** A list as something to export. */
import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import { badField, problem } from '../../core/problem.js'
import { shown } from '../../core/text.js'
import { everyRow, isWholeList } from '../../read/every-row.js'
import { rootNamed } from '../../read/roots.js'
import type { Exportable } from './export-query.js'
import { columnsOf, pathsOf } from './fields.js'
import { written } from './field-path.js'
import { noteSeen, selectionOf } from './row-tracker.js'
import { readJson, type Given } from '../export-request.js'

/** Throws where there is no such list, or where it is asked what it cannot answer. */
export function listAsked(schema: GraphQLSchema, name: string, given: Given): Exportable {
  if (!isWholeList(rootNamed(name))) throw problem('noSuchAddress')
  const unknown = Object.keys(given).find((key) => !['where', 'orderBy', 'fields'].includes(key))
  if (unknown !== undefined) throw badField(shown(unknown), 'UNKNOWN_FIELD')
  const [where, orderBy] = [readJson('where', given.where), readJson('orderBy', given.orderBy)]
  const type = rowsType(schema, name)
  const paths = pathsOf(type, fieldsIn(given.fields))
  const selection = selectionOf(type, paths)
  return {
    name,
    question: { list: name, where, orderBy, fields: paths.map(written) },
    statement: everyRow(schema, { list: name, selection, where, orderBy }),
    columns: (language) => columnsOf(paths, language),
    note: (row, seen) => noteSeen(type, row, seen),
  }
}

/** The type of the rows of a list. */
export function rowsType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const connection = getNamedType(schema.getQueryType()!.getFields()[name]!.type)
  const type = isObjectType(connection) && getNamedType(connection.getFields().nodes!.type)
  if (!isObjectType(type)) throw new Error(`${name} is no list of objects.`)
  return type
}

/** As a list, or separated by commas. */
function fieldsIn(fields: unknown): string[] | undefined {
  if (fields == null) return undefined
  const texts: unknown[] =
    typeof fields === 'string' ? fields.split(',') : Array.isArray(fields) ? fields : [null]
  if (texts.length === 0) throw badField('fields', 'TOO_FEW', { min: 1 })
  return texts.map((text, i) => {
    if (typeof text !== 'string') throw badField(`fields[${i}]`, 'NOT_TEXT')
    return text.trim()
  })
}
