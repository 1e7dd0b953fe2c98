/** A whole operation of reads: compiled once per document and shape of variables, kept, and bound to values. */
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
import { asksOfSchema } from './introspection.js'
import { checkDepth, priceOf, type Price } from './limits.js'
import { findVariablesError } from './error-path.js'
import { rootSql } from './root-sql.js'
import { findRoot, type Root } from './roots.js'
import { argumentsOf, rootFields, type SelectedField, type Selection } from './selection.js'
import { fillSlots, replaceBySlots, type Bind, type Variables } from './slots.js'
import { Statement } from './statement.js'

/** A root field of the answer; its JSON is the text at the same place. */
export interface RootFieldResult {
  key: string
  nullable: boolean
  missed?: MissNotice
}
/** Whom to tell of a row that was asked for and not found: a function of the database, the field, and what it was asked. */
export interface MissNotice {
  tell: string
  field: string
  asked: (variables: Variables) => string[]
}
export interface CompiledOperation {
  fields: RootFieldResult[]
  text: string
  /** Under which PostgreSQL keeps the plan; set from the second use on. */
  name?: string
  binds: Bind[]
  /** The JSON of the fields is the answer as it is: no field resolver has a say. */
  plain: boolean
  /** Asks of the schema itself. */
  ofSchema: boolean
  price: Price
  /** Where its filters stand. */
  filters: string[]
  uses: number
}
export interface OperationRequest {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Variables
}

/** What is kept of a document, as long as Apollo keeps the document itself. */
interface CachedDocument {
  /** The variables that say how long a page is: they change the statement. */
  pageVariables: ReadonlySet<string>
  operations: Map<string, CompiledOperation>
}
const cachedDocuments = new WeakMap<DocumentNode, CachedDocument>()

// so much and no more, since clients choose the documents and the shapes of their variables
const most = { operations: 200, text: 100_000, named: 1_000 }
let namedStatements = 0

/** The statement of an operation that reads, and the coerced variables to bind them to. */
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
  const existing = cachedDocuments.get(document) ?? {
    pageVariables: pageVariablesOf(document),
    operations: new Map(),
  }
  cachedDocuments.set(document, existing)
  return existing
}

function cacheOperation(
  operations: CachedDocument['operations'],
  name: string,
  operation: CompiledOperation,
): void {
  if (operation.text.length > most.text) return
  if (operations.size >= most.operations && !operations.has(name)) operations.clear()
  operations.set(name, operation)
  if (++operation.uses === 2) nameStatement(operation)
}

/** A named statement keeps its plan, on every connection and for good: only so many get one. */
function nameStatement(operation: CompiledOperation): void {
  if (namedStatements++ < most.named)
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

/** What an operation costs that is not compiled as a whole, and which mutations it calls; throws a problem where it goes beyond a limit. */
export function measureMutation(operationRequest: OperationRequest): { price: Price; calls: string[] } {
  const selection = selectionOf(operationRequest, coerceVariables(operationRequest))
  const calls = rootFields(selection, operationRequest.operation).map(({ name }) => name)
  return {
    price: priceOf(selection, operationRequest.operation),
    calls: calls.filter((name) => !name.startsWith('__')),
  }
}

function compileOperation(operationRequest: OperationRequest, variables: Variables): CompiledOperation {
  const selection = selectionOf(operationRequest, variables)
  const price = priceOf(selection, operationRequest.operation)
  const statement = new Statement()
  const selected = rootFields(selection, operationRequest.operation)
  const roots = selected.flatMap((root) => compileRoot(selection, statement, root))
  const ofSchema = selected.some(({ name }) => asksOfSchema(name))
  const { binds, filters } = statement
  const text = withAuth(
    roots.map(({ sql }) => sql),
    binds.length,
  )
  const fields = roots.map(({ field }) => field)
  return { fields, text, binds, plain: selection.plain, ofSchema, price, filters, uses: 0 }
}

/** Nothing for what is not read here, such as the schema: that is left to graphql-js. */
function compileRoot(selection: Selection, statement: Statement, selected: SelectedField): CompiledRoot[] {
  const root = findRoot(selected.name)
  if (!root) {
    selection.plain = false
    return []
  }
  const nullable = !isNonNullType(selected.field!.type)
  const field = { key: selected.key, nullable, missed: missNoticeOf(selection, root, selected) }
  return [{ field, sql: rootSql(selection, root, statement, selected) }]
}

function missNoticeOf(selection: Selection, root: Root, selected: SelectedField): MissNotice | undefined {
  if (root.form !== 'one' || !root.missed) return undefined
  const args = Object.values(argumentsOf(selection, selected))
  return {
    tell: root.missed,
    field: selected.name,
    asked: (variables) => args.map((arg) => String(fillSlots(arg, variables))),
  }
}

interface CompiledRoot {
  field: RootFieldResult
  sql: string
}
