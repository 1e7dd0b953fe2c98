/** Answers operations that only read, and refuses what costs too much: Apollo asks here before it would execute them itself. */
import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Pool } from 'pg'
import { readAs, requireAuthentication, notifyAs } from '../database/authenticated-query.js'
import { ClientDisconnected } from '../database/cancellation.js'
import { badField, appError } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'
import type { Caller, Meter } from './caller.js'
import { toTimeoutError } from './cost-errors.js'
import { DocumentCache, type PostedOperation } from './document-cache.js'
import { limits } from './limits.js'
import {
  getCompiled,
  measureMutation,
  type RootFieldResult,
  type OperationRequest,
  type CompiledOperation,
  type MissNotice,
} from './operation.js'
import type { Variables } from './slots.js'

/** An answer whose JSON text goes to the client as it came from the database. */
class Ready {
  constructor(readonly text: string) {}
}

/** Apollo's way to turn an answer into text; what is ready stays as it is. */
export function stringify({ data, extensions, ...rest }: FormattedExecutionResult): string {
  const text = data instanceof Ready ? data.text : JSON.stringify(data)
  const around = JSON.stringify({ ...rest, ...(extensions && { extensions }) })
  return text === undefined
    ? `${around}\n`
    : `{"data":${text}${around === '{}' ? '}' : `,${around.slice(1)}`}\n`
}

export type FormatError = (error: unknown, caller: Caller) => Promise<GraphQLFormattedError>

/** An answer as it goes over the wire. */
export interface JsonAnswer {
  text: string
  headers: Record<string, string>
}

export class QueryExecutor {
  private readonly known = new DocumentCache()

  constructor(
    private readonly pool: () => Pool,
    private readonly meter: Meter,
    private readonly tell: FormatError,
    /** Whether anybody may ask what the schema is; else whoever is signed in. */
    readonly schemaIsOpen: boolean,
  ) {}

  /** Through Apollo, which has parsed and validated the document. */
  readonly plugin: ApolloServerPlugin<Caller> = {
    requestDidStart: async () => ({
      responseForOperation: async (context) => {
        const result = await this.told(context.contextValue, () => this.respond(context))
        return result && toSingleResult(result)
      },
      willSendResponse: async ({ contextValue, response: { body, http } }) => {
        if (body.kind !== 'single') return
        body.singleResult = this.finished(body.singleResult, contextValue)
        for (const [name, value] of Object.entries(headersOf(body.singleResult)))
          http.headers.set(name, value)
      },
    }),
  }

  /** Without Apollo: the same answer, where the document is known and its JSON is whole; null for all else. */
  async answerEarly(posted: PostedOperation, caller: Caller): Promise<JsonAnswer | null> {
    const operationRequest = this.known.find(posted)
    const result =
      operationRequest && (await this.told(caller, () => this.respondEarly(operationRequest, caller)))
    if (!result) return null
    const finished = this.finished(result, caller)
    return { text: stringify(finished), headers: headersOf(finished) }
  }

  private async told(caller: Caller, answer: () => Promise<Result | null>): Promise<Result | null> {
    try {
      return await answer()
    } catch (error) {
      if (error instanceof ClientDisconnected) return { data: null }
      return { errors: [await this.tell(error, caller)] }
    }
  }

  private finished(result: Result, caller: Caller): Result {
    this.meter.note(caller)
    const { cost } = caller
    return cost === undefined ? result : { ...result, extensions: { ...result.extensions, cost } }
  }

  private async respondEarly(operationRequest: OperationRequest, caller: Caller): Promise<Result | null> {
    const bound = measured(operationRequest, caller)
    if (!isWhole(bound)) return null
    this.meter.charge(caller)
    return this.whole(bound, caller)
  }

  /** Null where the operation is left to graphql-js, or to it to finish. */
  private async respond(context: Context): Promise<Result | null> {
    const { contextValue: caller, operation, request } = context
    if (!operation) return null
    if (operation.operation === 'subscription')
      throw appError('badRequest', { detail: 'There are no subscriptions.' })
    const operationRequest = askedOperation(context)
    if (wantsPriceOnly(request)) return priced(operationRequest, caller)
    if (operation.operation !== 'query') {
      const { price, calls } = measureMutation(operationRequest)
      Object.assign(caller, { cost: price.cost, calls })
      this.meter.charge(caller)
      return null
    }
    this.known.note(request, operationRequest)
    const bound = measured(operationRequest, caller)
    this.meter.charge(caller)
    return isWhole(bound) ? this.whole(bound, caller) : this.layReady(bound, caller)
  }

  private async whole(bound: Bound, caller: Caller): Promise<Result> {
    const texts = await this.texts(bound, caller)
    const { fields } = bound.operation
    const data = fields.map((field, i) => `"${field.key}":${present(field, texts[i] ?? null)}`)
    return { data: new Ready(`{${data.join(',')}}`) as never }
  }

  /** For field resolvers to finish. */
  private async layReady(bound: Bound, caller: Caller): Promise<null> {
    const { fields, ofSchema } = bound.operation
    if (ofSchema && !this.schemaIsOpen) caller.viewer = await requireAuthentication(this.pool(), caller.token)
    if (fields.length === 0) return null
    const texts = await this.texts(bound, caller)
    caller.data = Object.fromEntries(
      fields.map(({ key }, i) => [key, JSON.parse(texts[i] ?? 'null') as unknown]),
    )
    return null
  }

  private async texts({ operation, variables }: Bound, caller: Caller): Promise<Texts> {
    const { text, name, binds, fields, price, filters } = operation
    const values = binds.map((bind) => bind(variables))
    const statement = { text, name, values }
    const { viewer, texts } = await readAs(this.pool(), caller.token, statement, caller.cancellation).catch(
      (error: unknown) => {
        throw toTimeoutError(error, price.mostExpensive, filters)
      },
    )
    caller.language = viewer.language
    caller.viewer = viewer
    await this.tellMissed(
      fields.filter((_, i) => texts[i] == null),
      variables,
      caller,
    )
    return texts
  }

  /** What was asked for and not found is noted before the answer goes out, so that no refusal goes without its note. */
  private async tellMissed(
    absent: RootFieldResult[],
    variables: Variables,
    { token }: Caller,
  ): Promise<void> {
    const asked = new Map<MissNotice, string[]>()
    for (const { missed } of absent) if (missed) asked.set(missed, missed.asked(variables))
    const [first] = asked.keys()
    if (first) await notifyAs(this.pool(), token, first.tell, [...asked.values()].flat(), first.field)
  }
}

type Result = FormattedExecutionResult
type Context = GraphQLRequestContext<Caller>
type Texts = Readonly<Record<number, string | null>>

interface Bound {
  operation: CompiledOperation
  variables: Variables
}

function measured(operationRequest: OperationRequest, caller: Caller): Bound {
  const bound = getCompiled(operationRequest)
  caller.cost = bound.operation.price.cost
  return bound
}

/** A request may ask what an operation costs, and have it not run: `extensions: { cost: "only" }`. */
function wantsPriceOnly({ extensions }: Context['request']): boolean {
  const wish: unknown = extensions?.cost
  if (wish === undefined || wish === null) return false
  if (wish !== 'only')
    throw badField('extensions.cost', 'UNKNOWN_CODE', { value: quoteForMessage(wish), allowed: 'only' })
  return true
}

/** Nothing runs, and nothing is charged. */
function priced(operationRequest: OperationRequest, caller: Caller): Result {
  const isQuery = operationRequest.operation.operation === 'query'
  const { cost, mostExpensive } = isQuery
    ? getCompiled(operationRequest).operation.price
    : measureMutation(operationRequest).price
  caller.cost = cost
  return { data: null, extensions: { limit: limits.cost, mostExpensive } }
}

/** The database's JSON is the whole answer: no field resolver has a say. */
const isWhole = ({ operation: { plain, fields } }: Bound): boolean => plain && fields.length > 0

/** Says also to whoever reads headers only when to try again. */
function headersOf({ errors }: Result): Record<string, string> {
  const waits = errors?.map(({ extensions }) => Number(extensions?.retryAfter ?? 0)) ?? []
  return waits.some(Boolean) ? { 'retry-after': `${Math.max(...waits)}` } : {}
}

const askedOperation = ({ schema, document, operation, request }: Context): OperationRequest => ({
  schema,
  document: document!,
  operation: operation!,
  variables: request.variables ?? {},
})

function present(field: RootFieldResult, json: string | null): string {
  if (json === null && !field.nullable)
    throw new Error(`${field.key} is never null, and yet nothing was found.`)
  return json ?? 'null'
}

export const toSingleResult = (singleResult: FormattedExecutionResult) => ({
  http: { headers: new HeaderMap(), status: undefined },
  body: { kind: 'single' as const, singleResult },
})
