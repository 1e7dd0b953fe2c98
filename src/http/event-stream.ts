/**
 * Serves subscriptions at /graphql/stream as GraphQL over server-sent events, in distinct connections mode:
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  getOperationAST,
  parse,
  specifiedRules,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import { ClientDisconnected } from '../database/cancellation.js'
import { appError } from '../core/error/app-error.js'
import type { Caller } from '../read/caller.js'
import { callerOf } from './caller.js'
import { maxTokens } from './document-guard.js'
import { endTurn } from './request-share.js'
import { securityHeaders, type HstsSettings } from './security-headers.js'

export const streamPath = '/graphql/stream'

/** Milliseconds between two heartbeats: less than the idle time of proxies, and of `timeouts.ts`. */
const heartbeatInterval = 20_000

/** Milliseconds that streams may take to end when the server closes. */
const maxEnding = 2_000

/** The HTTP status of an error before the stream begins, by its code. */
const statusOf: Record<string, number> = { UNAUTHENTICATED: 401, RATE_LIMITED: 429, INTERNAL: 500 }

type FormatError = (error: unknown, caller: Caller) => Promise<GraphQLFormattedError>

interface Posted {
  query: string
  variables?: Record<string, unknown> | null
  operationName?: string | null
}

export interface Subscriptions {
  schema: () => GraphQLSchema
  /** Rejects a token that is not valid. */
  authenticate: (token: Buffer) => Promise<unknown>
  formatError: FormatError
  /** Ends the events of all subscriptions. */
  stop: () => Promise<void>
}

/** Serves the subscriptions of a schema, until the server closes. */
export function serveEventStreams(
  server: FastifyInstance,
  { schema, authenticate, formatError, stop }: Subscriptions,
  settings: HstsSettings,
): void {
  const sending = new Set<Promise<void>>()
  // The connections are closed afterwards, whether their streams have ended or not.
  server.addHook('preClose', async () => {
    await stop()
    await Promise.race([Promise.allSettled(sending), pause(maxEnding, undefined, { ref: false })])
  })
  server.post(streamPath, async (request, reply) => {
    const caller = callerOf(request, reply)
    const result = await start(schema(), request, caller, authenticate)
    if (!(Symbol.asyncIterator in result)) return refuse(reply, result, caller, formatError)
    // A stream is no request that is being answered: it would take the place of another one for hours.
    endTurn(request)
    reply.hijack()
    const sent = send(reply, result, securityHeaders(request, settings), (error) =>
      formatError(error, caller),
    )
    sending.add(sent)
    await sent.finally(() => sending.delete(sent))
    return reply
  })
}

type Events = AsyncGenerator<ExecutionResult, void, void>

/** Returns the events of the subscription, or the errors that prevent it. */
async function start(
  schema: GraphQLSchema,
  { body }: FastifyRequest,
  caller: Caller,
  authenticate: Subscriptions['authenticate'],
): Promise<Events | { errors: readonly unknown[] }> {
  if (!caller.token) return { errors: [appError('unauthenticated')] }
  if (!isPosted(body)) return { errors: [appError('badRequest', { detail: 'Send JSON with `query`.' })] }
  let document: DocumentNode
  try {
    // First, because errors of validation show parts of the schema.
    await authenticate(caller.token)
    document = parse(body.query, { maxTokens })
  } catch (error) {
    return { errors: [error] }
  }
  const operation = getOperationAST(document, body.operationName)
  if (operation?.operation !== 'subscription')
    return { errors: [appError('badRequest', { detail: 'Only subscriptions are answered here.' })] }
  const errors = validate(schema, document, specifiedRules, { maxErrors: 5 })
  if (errors.length > 0) return { errors }
  const result = await subscribe({
    schema,
    document,
    contextValue: caller,
    variableValues: body.variables,
    operationName: body.operationName,
  })
  return Symbol.asyncIterator in result ? result : { errors: result.errors ?? [] }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPosted = (body: unknown): body is Posted =>
  isRecord(body) &&
  typeof body.query === 'string' &&
  (body.variables == null || isRecord(body.variables)) &&
  (body.operationName == null || typeof body.operationName === 'string')

async function refuse(
  reply: FastifyReply,
  { errors }: { errors: readonly unknown[] },
  caller: Caller,
  formatError: FormatError,
): Promise<FastifyReply> {
  const formatted = await Promise.all(errors.map((error) => formatError(error, caller)))
  const status = statusOf[String(formatted[0]?.extensions?.code)] ?? 400
  return reply.status(status).header('cache-control', 'no-store').send({ errors: formatted })
}

/** Sends each event when the client has taken the one before, and heartbeats by a clock that no event moves. */
async function send(
  { raw }: FastifyReply,
  events: Events,
  headers: Record<string, string>,
  format: (error: unknown) => Promise<GraphQLFormattedError>,
): Promise<void> {
  raw.once('close', () => void events.return())
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...headers,
  })
  raw.flushHeaders()
  const heartbeat = setInterval(() => {
    if (raw.writableLength === 0) raw.write(':\n\n')
  }, heartbeatInterval).unref()
  try {
    for await (const event of events) await write(raw, eventText('next', event))
  } catch (error) {
    if (!(error instanceof ClientDisconnected))
      await write(raw, eventText('next', { errors: [await format(error)] }))
  } finally {
    clearInterval(heartbeat)
    raw.end(eventText('complete'))
  }
}

const eventText = (name: string, data?: object): string =>
  `event: ${name}\ndata: ${data ? JSON.stringify(data) : ''}\n\n`

/** Resolves when the text has left, or the connection has closed. */
async function write(raw: ServerResponse, text: string): Promise<void> {
  if (raw.destroyed || raw.write(text)) return
  const closed = new AbortController()
  const close = () => closed.abort()
  raw.once('close', close)
  await once(raw, 'drain', { signal: closed.signal }).catch(() => undefined)
  raw.off('close', close)
}
