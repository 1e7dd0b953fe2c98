/** A whole operation of reads: compiled once per document and shape of variables, kept, and bound to values. */
import { createHash } from 'node:crypto'
import {
  getNamedType,
  isNonNullType,
  Kind as Ast,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { badField } from '../core/problem.js'
import { argumentsOf, connectionSql, rootFields, rowSql, type Selection } from './compile.js'
import { rootNamed, type OneRoot, type ReportRoot, type Root } from './roots.js'
import { shapeOf, type Shape } from './shape.js'
import { slotted, type Bind, type Variables } from './slots.js'
import { Row, Statement } from './statement.js'
import { checkOf } from './values.js'
import { conditionOf } from './where.js'

export interface Compiled {
  key: string
  nullable: boolean
  text: string
  /** Under which PostgreSQL keeps the plan; set from the second use on. */
  name?: string
  binds: Bind[]
}
export interface CompiledOperation {
  fields: Compiled[]
  /** The JSON of the fields is the answer as it is: no field resolver has a say. */
  plain: boolean
  uses: number
}
export interface AskedOperation {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Variables
}

const kept = new WeakMap<DocumentNode, Map<string, CompiledOperation>>()
const shapesKeptPerDocument = 200

/** The statements of an operation, and the coerced variables to bind them to; null when it reads nothing here. */
export function compiled(
  asked: AskedOperation,
): { operation: CompiledOperation; variables: Variables } | null {
  const variables = coerced(asked)
  const { slots, key } = slotted(asked.schema, asked.operation, variables)
  const known = kept.get(asked.document) ?? new Map<string, CompiledOperation>()
  kept.set(asked.document, known)
  const name = `${asked.operation.name?.value ?? ''} ${key}`
  let operation = known.get(name)
  if (!operation) {
    if (known.size >= shapesKeptPerDocument) known.clear()
    operation = compileOperation(asked, slots)
    known.set(name, operation)
  }
  if (++operation.uses === 2) for (const field of operation.fields) field.name = digest(field.text)
  return operation.fields.length > 0 ? { operation, variables } : null
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24)

function coerced({ schema, operation, variables }: AskedOperation): Variables {
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 })
  if (result.errors) throw result.errors[0]!
  return result.coerced
}

export const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    document.definitions.filter((d) => d.kind === Ast.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]),
  )

function compileOperation(asked: AskedOperation, variables: Variables): CompiledOperation {
  const selection: Selection = {
    schema: asked.schema,
    fragments: fragmentsOf(asked.document),
    variables,
    plain: true,
  }
  const type = asked.schema.getQueryType()!
  const fields: Compiled[] = []
  for (const [key, nodes] of rootFields(selection, asked.operation)) {
    const name = nodes[0]!.name.value
    const root = rootNamed(name)
    if (root)
      fields.push({
        key,
        nullable: !isNonNullType(type.getFields()[name]!.type),
        ...rootSql(selection, type, root, nodes),
      })
    else if (name === '__typename')
      fields.push({ key, nullable: false, text: `select '"${type.name}"' as j`, binds: [] })
    else selection.plain = false
  }
  return { fields, plain: selection.plain, uses: 0 }
}

type Nodes = readonly FieldNode[]

function rootSql(
  selection: Selection,
  query: GraphQLObjectType,
  root: Root,
  nodes: Nodes,
): { text: string; binds: Bind[] } {
  const statement = new Statement()
  const args = argumentsOf(selection, query, nodes[0]!)
  const type = getNamedType(query.getFields()[nodes[0]!.name.value]!.type) as GraphQLObjectType
  if (root.form === 'report') return reportSql(selection, root, type, statement, args, nodes)
  const json =
    root.form === 'one'
      ? findSql(selection, root, type, statement, args, nodes)
      : root.order
        ? allSql(selection, root.type, root.order, type, statement, nodes)
        : connectionSql(
            selection,
            { statement, type: root.type, on: root.on },
            type,
            nodes,
            args,
            nodes[0]!.name.value,
          )
  return { text: `select ${json}::text as j`, binds: statement.binds }
}

function findSql(
  selection: Selection,
  root: OneRoot,
  type: GraphQLObjectType,
  statement: Statement,
  args: Variables,
  nodes: Nodes,
): string {
  const given = Object.keys(root.by).filter((name) => args[name] != null)
  const name = given[0]
  if (!name || given.length > 1) throw badField(Object.keys(root.by).join('|'), 'ONE_OF')
  const { on, sql } = root.by[name]!
  const row = new Row(statement, shapeOf(root.type()))
  const param = statement.param(args[name], sql, checkOf(sql === 'uuid' ? 'id' : 'word', name))
  const json = rowSql(selection, row, type, nodes)
  const condition = row.fill(on, { [name]: param })
  return `(select ${json} from ${row.from()} where ${condition})`
}

function allSql(
  selection: Selection,
  of: Root['type'],
  order: string,
  type: GraphQLObjectType,
  statement: Statement,
  nodes: Nodes,
): string {
  const row = new Row(statement, shapeOf(of()))
  const json = rowSql(selection, row, type, nodes)
  return `(select coalesce(json_agg(q.j), '[]') from (select ${json} as j from ${row.from()} order by ${row.fill(order)}) q)`
}

function reportSql(
  selection: Selection,
  root: ReportRoot,
  type: GraphQLObjectType,
  statement: Statement,
  args: Variables,
  nodes: Nodes,
) {
  const rows = root.rows({ statement, args, condition: (row, where) => conditionOf(row, where, 'where') })
  const shape: Shape = { ...shapeOf(root.type()), source: rows.source }
  const row = new Row(statement, shape)
  const json = rowSql(selection, row, type, nodes)
  return {
    text: `${rows.with ? `with ${rows.with} ` : ''}select ${json}::text as j from ${row.from()}`,
    binds: statement.binds,
  }
}
