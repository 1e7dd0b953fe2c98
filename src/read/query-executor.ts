/** Answers read operations from the database and rejects expensive ones, as a plugin of Apollo and on the fast path. */
import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Pool } from 'pg'
import { readAs, requireAuthentication, notifyAs } from '../database/authenticated-query.js'
import { ClientDisconnected } from '../database/cancellation.js'
import { checkReadScope } from '../core/key-scopes.js'
import { badField, appError } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/validation/text.js'
import type { Caller, Meter } from './caller.js'
import { toTimeoutError } from './cost/cost-errors.js'
import { DocumentCache, type PostedOperation } from './document-cache.js'
import { type LongOperations } from './cost/long-operations.js'
import { limits } from './cost/operation-cost.js'
import {
  getCompiled,
  measureMutation,
  type RootFieldResult,
  type OperationRequest,
  type CompiledOperation,
  type MissNotice,
} from './operation.js'
import { RecordedReads } from './recorded-reads.js'
import type { Variables } from './compile/slots.js'

/** Data whose JSON text goes from the database to the client unchanged. */
class RawJson {
  constructor(readonly text: string) {}
}

/** Returns a result as JSON text, for Apollo; raw JSON is inserted unchanged. */
export function stringify({ data, extensions, ...rest }: FormattedExecutionResult): string {
  const text = data instanceof RawJson ? data.text : JSON.stringify(data)
  const others = JSON.stringify({ ...rest, ...(extensions && { extensions }) })
  return text === undefined
    ? `${others}\n`
    : `{"data":${text}${others === '{}' ? '}' : `,${others.slice(1)}`}\n`
}

export type FormatError = (error: unknown, caller: Caller) => Promise<GraphQLFormattedError>

/** The body and headers of a response. */
export interface JsonAnswer {
  text: string
  headers: Record<string, string>
}

/**
 * Executes the operations that only read, each as one statement, in place of the executor of graphql-js.
 *
 * For `{ agencies { nodes { code } } }` it sends the statement that `operation.ts` has compiled, and returns the JSON of
 * PostgreSQL as `RawJson`. Mutations, and fields that a resolver completes, are left to graphql-js.
 */
export class QueryExecutor {
  private readonly documents = new DocumentCache()
  private readonly recordedReads = new RecordedReads()

  constructor(
    private readonly pool: () => Pool,
    private readonly meter: Meter,
    private readonly formatError: FormatError,
    /** Whether introspection is allowed without authentication. */
    readonly schemaIsOpen: boolean,
    private readonly longOperations: LongOperations,
  ) {}

  /** Answers through Apollo, which has parsed and validated the document. */
  readonly plugin: ApolloServerPlugin<Caller> = {
    requestDidStart: async () => ({
      responseForOperation: async (context) => {
        const result = await this.catchErrors(context.contextValue, () => this.respond(context))
        return result && toSingleResult(result)
      },
      willSendResponse: async ({ contextValue, response: { body, http } }) => {
        if (body.kind !== 'single') return
        await this.recordNoted(contextValue)
        body.singleResult = this.addCost(body.singleResult, contextValue)
        for (const [name, value] of Object.entries(headersOf(body.singleResult)))
          http.headers.set(name, value)
      },
    }),
  }

  /**
   * Answers without Apollo, with the same result, if the document is cached and no field resolver is needed; otherwise
   * returns null.
   */
  async answerEarly(posted: PostedOperation, caller: Caller): Promise<JsonAnswer | null> {
    const operationRequest = this.documents.find(posted)
    const result =
      operationRequest && (await this.catchErrors(caller, () => this.respondEarly(operationRequest, caller)))
    if (!result) return null
    const resultWithCost = this.addCost(result, caller)
    return { text: stringify(resultWithCost), headers: headersOf(resultWithCost) }
  }

  private async catchErrors(caller: Caller, answer: () => Promise<Result | null>): Promise<Result | null> {
    try {
      return await answer()
    } catch (error) {
      if (error instanceof ClientDisconnected) return { data: null }
      return { errors: [await this.formatError(error, caller)] }
    }
  }

  /** Records the reads of rows that answers of mutations show. */
  private async recordNoted({ noted = [], viewer }: Caller): Promise<void> {
    for (const { record, ids, token } of noted)
      await this.recordedReads.record(
        this.pool(),
        token,
        viewer?.id ?? String(token?.toString('hex')),
        record,
        ids,
      )
  }

  private addCost(result: Result, caller: Caller): Result {
    this.meter.note(caller)
    const { cost } = caller
    return cost === undefined ? result : { ...result, extensions: { ...result.extensions, cost } }
  }

  private async respondEarly(operationRequest: OperationRequest, caller: Caller): Promise<Result | null> {
    const bound = compileAndMeasure(operationRequest, caller)
    if (!isWhole(bound)) return null
    this.meter.charge(caller)
    return this.answerWhole(bound, caller)
  }

  /** Returns null when graphql-js has to execute the operation, or to complete it with field resolvers. */
  private async respond(context: Context): Promise<Result | null> {
    const { contextValue: caller, operation, request } = context
    if (!operation) return null
    if (operation.operation === 'subscription')
      throw appError('badRequest', { detail: 'Send subscriptions to /graphql/stream.' })
    const operationRequest = toOperationRequest(context)
    if (wantsPriceOnly(request)) return answerPrice(operationRequest, caller)
    if (operation.operation !== 'query') {
      const { price, calls } = measureMutation(operationRequest)
      Object.assign(caller, { cost: price.cost, calls })
      this.meter.charge(caller)
      return null
    }
    this.documents.note(request, operationRequest)
    const bound = compileAndMeasure(operationRequest, caller)
    this.meter.charge(caller)
    return isWhole(bound) ? this.answerWhole(bound, caller) : this.prepareData(bound, caller)
  }

  private async answerWhole(bound: Bound, caller: Caller): Promise<Result> {
    const texts = await this.runStatement(bound, caller)
    const { fields } = bound.operation
    const data = fields.map((field, i) => `"${field.key}":${toJson(field, texts[i] ?? null)}`)
    return { data: new RawJson(`{${data.join(',')}}`) as never }
  }

  /** Reads the data and leaves it to the field resolvers. */
  private async prepareData(bound: Bound, caller: Caller): Promise<null> {
    const { fields, ofSchema } = bound.operation
    if (ofSchema && !this.schemaIsOpen) caller.viewer = await requireAuthentication(this.pool(), caller.token)
    if (fields.length === 0) return null
    const texts = await this.runStatement(bound, caller)
    caller.data = Object.fromEntries(
      fields.map(({ key }, i) => [key, JSON.parse(texts[i] ?? 'null') as unknown]),
    )
    return null
  }

  private runStatement(bound: Bound, caller: Caller): Promise<Texts> {
    return this.longOperations.run(bound.operation, caller, () => this.readAndRecord(bound, caller))
  }

  /** Reads, and records what was read and what was not found. */
  private async readAndRecord({ operation, variables }: Bound, caller: Caller): Promise<Texts> {
    const { text, name, binds, fields, price, filters, recordNoted } = operation
    const values = binds.map((bind) => bind(variables))
    const statement = { text, name, values }
    const { viewer, texts, noted } = await readAs(
      this.pool(),
      caller.token,
      statement,
      caller.cancellation,
    ).catch((error: unknown) => {
      throw toTimeoutError(error, price.mostExpensive, filters)
    })
    caller.language = viewer.language
    caller.viewer = viewer
    checkReadScope(viewer, operation.types)
    if (recordNoted) await this.recordedReads.record(this.pool(), caller.token, viewer.id, recordNoted, noted)
    await this.notifyMissed(
      fields.filter((_, i) => texts[i] == null),
      variables,
      caller,
    )
    return texts
  }

  /** Records rows that were requested and not found before the answer goes out, so that none is missed. */
  private async notifyMissed(
    absent: RootFieldResult[],
    variables: Variables,
    { token }: Caller,
  ): Promise<void> {
    const names = new Map<MissNotice, string[]>()
    for (const { missNotice } of absent)
      if (missNotice) names.set(missNotice, missNotice.argumentsOf(variables))
    const [first] = names.keys()
    if (first) await notifyAs(this.pool(), token, first.sqlFunction, [...names.values()].flat(), first.field)
  }
}

type Result = FormattedExecutionResult
type Context = GraphQLRequestContext<Caller>
type Texts = Readonly<Record<number, string | null>>

interface Bound {
  operation: CompiledOperation
  variables: Variables
}

function compileAndMeasure(operationRequest: OperationRequest, caller: Caller): Bound {
  const bound = getCompiled(operationRequest)
  caller.cost = bound.operation.price.cost
  return bound
}

/** Returns whether the request wants only the cost, without running the operation: `extensions: { cost: "only" }`. */
function wantsPriceOnly({ extensions }: Context['request']): boolean {
  const cost: unknown = extensions?.cost
  if (cost === undefined || cost === null) return false
  if (cost !== 'only')
    throw badField('extensions.cost', 'UNKNOWN_CODE', { value: quoteForMessage(cost), allowed: 'only' })
  return true
}

/** Returns the cost; runs and charges nothing. */
function answerPrice(operationRequest: OperationRequest, caller: Caller): Result {
  const isQuery = operationRequest.operation.operation === 'query'
  const { cost, mostExpensive } = isQuery
    ? getCompiled(operationRequest).operation.price
    : measureMutation(operationRequest).price
  caller.cost = cost
  return { data: null, extensions: { limit: limits.cost, mostExpensive } }
}

/** Returns whether the database's JSON is the final answer: no field resolver has to complete it. */
const isWhole = ({ operation: { plain, fields } }: Bound): boolean => plain && fields.length > 0

/** Returns the Retry-After header for errors with `retryAfter`, in seconds. */
function headersOf({ errors }: Result): Record<string, string> {
  const waits = errors?.map(({ extensions }) => Number(extensions?.retryAfter ?? 0)) ?? []
  return waits.some(Boolean) ? { 'retry-after': `${Math.max(...waits)}` } : {}
}

const toOperationRequest = ({ schema, document, operation, request }: Context): OperationRequest => ({
  schema,
  document: document!,
  operation: operation!,
  variables: request.variables ?? {},
})

function toJson(field: RootFieldResult, json: string | null): string {
  if (json === null && !field.nullable) throw new Error(`${field.key} is not nullable, but no row was found.`)
  return json ?? 'null'
}

export const toSingleResult = (singleResult: FormattedExecutionResult) => ({
  http: { headers: new HeaderMap(), status: undefined },
  body: { kind: 'single' as const, singleResult },
})
