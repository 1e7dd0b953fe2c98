/** Answers repeated operations before Nest and Apollo run. Anything unusual falls through to them. */
import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import Negotiator from 'negotiator'
import type { JsonAnswer } from '../read/query-executor.js'
import type { PostedOperation } from '../read/document-cache.js'

/** Returns null when the operation must fall through to Apollo. */
type FastAnswer = (
  posted: PostedOperation,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<JsonAnswer | null>

export const createFastPath =
  (answer: FastAnswer): preHandlerAsyncHookHandler =>
  async (request, reply) => {
    const posted = postedOperation(request)
    const type = posted && chooseMediaType(request)
    const result = type && (await answer(posted, request, reply))
    if (!result) return
    reply.headers({ 'cache-control': 'no-store', 'content-type': type, ...result.headers })
    return reply.send(result.text)
  }

/** Content types that another site's page may send only after a CORS preflight. */
const preflightedTypes = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
])

/** Returns the operation of a well-formed POST request to /graphql; undefined for any other request. */
function postedOperation({
  method,
  routeOptions,
  headers,
  body,
}: FastifyRequest): PostedOperation | undefined {
  const isPreflighted = preflightedTypes.has(headers['content-type'] ?? '')
  if (method !== 'POST' || routeOptions.url !== '/graphql' || !isPreflighted) return undefined
  return isPosted(body) ? body : undefined
}

function isPosted(body: unknown): body is PostedOperation {
  if (!isRecord(body) || typeof body.query !== 'string' || body.extensions != null) return false
  const { operationName, variables } = body
  return (
    (operationName == null || typeof operationName === 'string') && (variables == null || isRecord(variables))
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mediaTypes = ['application/json', 'application/graphql-response+json']

/** Returns the media type for the Accept header, by the same negotiation as Apollo; undefined when none fits. */
function chooseMediaType({ headers: { accept } }: FastifyRequest): string | undefined {
  const type = accept ? new Negotiator({ headers: { accept } }).mediaType(mediaTypes) : mediaTypes[0]
  return type && `${type}; charset=utf-8`
}
