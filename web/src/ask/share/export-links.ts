/** The question as an address of `/exports`, as GraphQL and as curl. */
import { argumentsOf, listWhere, savedForm } from '../api-question.js'
import type { Question } from '../question.js'

const addressOf = (path: string): string => new URL(path, document.baseURI).href

/** A list is separated by commas, an object is JSON. */
const textOf = (value: string | boolean | object): string =>
  Array.isArray(value) ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** Returns the address of the export: of the cells, or of the rows. */
export function exportAddress(question: Question, isList: boolean, form: 'csv' | 'xlsx'): string {
  const { name, parameters } = savedForm(question, isList)
  const address = new URL(addressOf(`exports/${name}.${form}`))
  for (const [key, value] of Object.entries(parameters) as [string, string | boolean | object | undefined][])
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      address.searchParams.set(key, textOf(value))
  return address.href
}

export interface GraphqlRequest {
  query: string
  variables?: { where: object }
}

/** Fields of a row in the text of a list. */
const rowFields = {
  deals: ['reference', 'codeName', 'stage { label }', 'stageSince', 'lossReasons { code wording }'],
  meetings: ['title', 'status', 'when { text }', 'deals { reference }'],
  jobProjections: ['low', 'high', 'kind', 'horizon', 'standing', 'statedWhen { text }', 'deal { reference }'],
}

/** Returns the question as a request that any client can send. Filters are a variable, the rest is in the text. */
export function graphqlRequest(question: Question, isList: boolean): GraphqlRequest {
  const { subject } = question
  const where = isList ? listWhere(question) : (argumentsOf(question).where ?? null)
  const head = where ? `query Ask($where: ${subject.whereType})` : 'query Ask'
  const field = isList ? listField(question, where !== null) : statisticField(question)
  const query = `${head} {\n${field}\n}`
  return where ? { query, variables: { where } } : { query }
}

const indent = (lines: string[], depth: number): string =>
  lines.map((line) => `${'  '.repeat(depth)}${line}`).join('\n')

const listField = ({ subject }: Question, hasWhere: boolean): string =>
  [
    `  ${subject.list}(first: 100${hasWhere ? ', where: $where' : ''}) {`,
    '    totalCount',
    '    nodes {',
    indent(rowFields[subject.list], 3),
    '    }',
    '    pageInfo { hasNextPage endCursor }',
    '  }',
  ].join('\n')

/** Days and instants are texts; groups, measures, kinds and stages are codes. */
const quoted = new Set(['asOf', 'knownAt', 'currency'])

function statisticField(question: Question): string {
  const args = Object.entries(argumentsOf(question)).flatMap(([name, value]) => {
    if (value === undefined) return []
    if (name === 'where') return ['where: $where']
    if (Array.isArray(value)) return value.length > 0 ? [`${name}: [${value.join(', ')}]`] : []
    return [`${name}: ${quoted.has(name) ? JSON.stringify(value) : String(value)}`]
  })
  return [
    `  ${question.subject.statistic}(`,
    indent(args, 2),
    '  ) {',
    '    by { dimension value label }',
    '    values { measure exact currency openEnded }',
    '    total { measure exact currency openEnded }',
    '    overlapping',
    '    where',
    '  }',
  ].join('\n')
}

/** Returns the command that sends the request. The key is in the variable TOKEN of the shell. */
export function curlCommand(request: GraphqlRequest): string {
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`)
  return [
    `curl -s '${addressOf('graphql')}' \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n')
}
