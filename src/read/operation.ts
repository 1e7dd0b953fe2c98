/** Compiles an operation of reads into one statement, once per document and form of variables, and caches it. */
import { createHash } from 'node:crypto'
import {
  isNonNullType,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { withAuth } from '../database/authenticated-query.js'
import { isIntrospection } from './cost/introspection.js'
import { checkDepth, priceOf, type Price } from './cost/operation-cost.js'
import { findVariablesError } from './input/error-path.js'
import { rootSql } from './compile/root-sql.js'
import { findRoot, type Root } from './roots.js'
import { argumentsOf, rootFields, type SelectedField, type Selection } from './compile/selection.js'
import { fillSlots, replaceBySlots, type Bind, type Variables } from './compile/slots.js'
import { Statement } from './compile/statement.js'

/** A root field of the answer; its JSON is the text of the same index. */
export interface RootFieldResult {
  key: string
  nullable: boolean
  missNotice?: MissNotice
}
/** The SQL function to call when a requested row was not found, with the arguments of the field. */
export interface MissNotice {
  sqlFunction: string
  field: string
  argumentsOf: (variables: Variables) => string[]
}
export interface CompiledOperation {
  fields: RootFieldResult[]
  text: string
  /** Name of the prepared statement; set from the second use on. */
  name?: string
  binds: Bind[]
  /** The JSON of the fields is the final answer: no field resolver has to complete it. */
  plain: boolean
  /** It selects introspection. */
  ofSchema: boolean
  price: Price
  /** The names of the types whose rows it reads. */
  types: ReadonlySet<string>
  /** The paths of its filters. */
  filters: string[]
  /** The SQL function that records the noted rows. */
  recordNoted: string | undefined
  uses: number
}
export interface OperationRequest {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Variables
}

/** The compiled operations of a document, cached as long as Apollo keeps the document itself. */
interface CachedDocument {
  /** The variables that are page sizes: they change the SQL text. */
  pageVariables: ReadonlySet<string>
  operations: Map<string, CompiledOperation>
}
const cachedDocuments = new WeakMap<DocumentNode, CachedDocument>()

// Bounded, because clients choose the documents and the form of their variables.
const cacheLimits = { operations: 200, text: 100_000, named: 1_000 }
let namedStatements = 0

/**
 * Returns the compiled statement of a read operation, from the cache where possible, and its coerced variables. Rejects
 * invalid variables with BAD_USER_INPUT, and an operation above a limit with TOO_COSTLY.
 *
 * `query ($where: DealWhere) { deals(where: $where) { totalCount } }` with
 * `{ where: { stage: { outcome: { eq: 'OPEN' } } } }` becomes
 * ```sql
 * select a.*, (select (select json_build_object('totalCount', (select count(*) from "deal" r1
 *                where r1.stage in (select r2."code" from "deal_stage" r2 where r2."outcome" = $1::text))))::text) as "0"
 *   from authenticate_token($2) a
 * ```
 * with `binds` that return `['OPEN']`. The same document with another outcome uses the cached statement.
 */
export function getCompiled(operationRequest: OperationRequest): {
  operation: CompiledOperation
  variables: Variables
} {
  const variables = coerceVariables(operationRequest)
  const { pageVariables, operations } = cachedDocumentOf(operationRequest.document)
  const { slots, key } = replaceBySlots(
    operationRequest.schema,
    operationRequest.operation,
    variables,
    pageVariables,
  )
  const name = `${operationRequest.operation.name?.value ?? ''} ${key}`
  const operation = operations.get(name) ?? compileOperation(operationRequest, slots)
  cacheOperation(operations, name, operation)
  return { operation, variables }
}

function cachedDocumentOf(document: DocumentNode): CachedDocument {
  const cached = cachedDocuments.get(document) ?? {
    pageVariables: pageVariablesOf(document),
    operations: new Map(),
  }
  cachedDocuments.set(document, cached)
  return cached
}

function cacheOperation(
  operations: CachedDocument['operations'],
  name: string,
  operation: CompiledOperation,
): void {
  if (operation.text.length > cacheLimits.text) return
  if (operations.size >= cacheLimits.operations && !operations.has(name)) operations.clear()
  operations.set(name, operation)
  if (++operation.uses === 2) nameStatement(operation)
}

/**
 * Names a statement, so that PostgreSQL keeps it prepared. Limited, because each connection keeps them until it closes.
 */
function nameStatement(operation: CompiledOperation): void {
  if (namedStatements++ < cacheLimits.named)
    operation.name = createHash('sha256').update(operation.text).digest('base64url').slice(0, 24)
}

function pageVariablesOf(document: DocumentNode): ReadonlySet<string> {
  const results = new Set<string>()
  visit(document, {
    Argument({ name, value }) {
      if (name.value === 'first' && value.kind === Kind.VARIABLE) results.add(value.name.value)
    },
  })
  return results
}

function coerceVariables({ schema, document, operation, variables }: OperationRequest): Variables {
  checkDepth(variables)
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 })
  if (result.errors) throw findVariablesError(schema, document, operation, variables) ?? result.errors[0]!
  return result.coerced
}

const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]),
  )

const selectionOf = ({ schema, document }: OperationRequest, variables: Variables): Selection => ({
  schema,
  fragments: fragmentsOf(document),
  variables,
  plain: true,
})

/** Returns the number of characters in the arguments of an operation: its variables, and texts in the document. */
function inputLength({ document, variables }: OperationRequest): number {
  let length = JSON.stringify(variables).length
  visit(document, { StringValue: ({ value }) => void (length += value.length) })
  return length
}

/**
 * Returns the price of an operation of mutations, and the mutations it calls. Rejects one above a limit with
 * TOO_COSTLY.
 */
export function measureMutation(operationRequest: OperationRequest): { price: Price; calls: string[] } {
  const selection = selectionOf(operationRequest, coerceVariables(operationRequest))
  const calls = rootFields(selection, operationRequest.operation).map(({ name }) => name)
  return {
    price: priceOf(selection, operationRequest.operation, inputLength(operationRequest)),
    calls: calls.filter((name) => !name.startsWith('__')),
  }
}

function compileOperation(operationRequest: OperationRequest, variables: Variables): CompiledOperation {
  const selection = { ...selectionOf(operationRequest, variables), notesRows: true }
  const price = priceOf(selection, operationRequest.operation)
  const statement = new Statement()
  const selected = rootFields(selection, operationRequest.operation)
  const roots = selected.flatMap((root) => compileRoot(selection, statement, root))
  const ofSchema = selected.some(({ name }) => isIntrospection(name))
  const { binds, filters, types, recordNoted } = statement
  const text = withAuth(
    roots.map(({ sql }) => sql),
    binds.length,
    'authenticate_token',
    recordNoted !== undefined,
  )
  const fields = roots.map(({ field }) => field)
  return {
    fields,
    text,
    binds,
    plain: selection.plain,
    ofSchema,
    price,
    types,
    filters,
    recordNoted,
    uses: 0,
  }
}

/** Returns an empty list for fields that graphql-js answers, such as introspection. */
function compileRoot(selection: Selection, statement: Statement, selected: SelectedField): CompiledRoot[] {
  const root = findRoot(selected.name)
  if (!root) {
    selection.plain = false
    return []
  }
  const nullable = !isNonNullType(selected.field!.type)
  const field = { key: selected.key, nullable, missNotice: missNoticeOf(selection, root, selected) }
  return [{ field, sql: rootSql(selection, root, statement, selected) }]
}

function missNoticeOf(selection: Selection, root: Root, selected: SelectedField): MissNotice | undefined {
  if (root.form !== 'one' || !root.missed) return undefined
  const args = Object.values(argumentsOf(selection, selected))
  return {
    sqlFunction: root.missed,
    field: selected.name,
    argumentsOf: (variables) => args.map((arg) => String(fillSlots(arg, variables))),
  }
}

interface CompiledRoot {
  field: RootFieldResult
  sql: string
}
