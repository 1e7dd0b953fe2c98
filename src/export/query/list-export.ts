import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import { badField, appError } from '../../core/error/app-error.js'
import { rejectUnknownParameters, type RequestParameters } from '../../document/http/request-parameters.js'
import { compileListQuery, isWholeList } from '../../read/list-query.js'
import { findRoot } from '../../read/roots.js'
import type { ExportQuery } from './export-query.js'
import { formatPath } from './field-path.js'
import { buildColumns, parsePaths } from './fields.js'
import { parseJsonParameter } from './json-parameter.js'
import { buildSelection, extractIds } from './row-tracker.js'

/** Builds the export of a list. Throws NOT_FOUND for an unknown list, BAD_USER_INPUT for a faulty parameter. */
export function buildListExport(
  schema: GraphQLSchema,
  name: string,
  parameters: RequestParameters,
): ExportQuery {
  if (!isWholeList(findRoot(name))) throw appError('noSuchAddress')
  rejectUnknownParameters(parameters, ['where', 'orderBy', 'fields'])
  const where = parseJsonParameter('where', parameters.where)
  const orderBy = parseJsonParameter('orderBy', parameters.orderBy)
  const type = findRowType(schema, name)
  const paths = parsePaths(type, parseFields(parameters.fields))
  const selection = buildSelection(type, paths)
  return {
    name,
    question: { list: name, where, orderBy, fields: paths.map(formatPath) },
    statement: compileListQuery(schema, { list: name, selection, where, orderBy }),
    buildColumns: ({ language, labels }) => buildColumns(paths, language, labels),
    extractIds: (row, shownIds) => extractIds(type, row, shownIds),
  }
}

function findRowType(schema: GraphQLSchema, list: string): GraphQLObjectType {
  const connection = getNamedType(schema.getQueryType()!.getFields()[list]!.type)
  const type = isObjectType(connection) && getNamedType(connection.getFields().nodes!.type)
  if (!isObjectType(type)) throw new Error(`${list} is no list of objects.`)
  return type
}

/** Accepts an array, or text separated by commas. */
function parseFields(fields: unknown): string[] | undefined {
  if (fields == null) return undefined
  const texts: unknown[] =
    typeof fields === 'string' ? fields.split(',') : Array.isArray(fields) ? fields : [null]
  if (texts.length === 0) throw badField('fields', 'TOO_FEW', { min: 1 })
  return texts.map((text, i) => {
    if (typeof text !== 'string') throw badField(`fields[${i}]`, 'NOT_TEXT')
    return text.trim()
  })
}
