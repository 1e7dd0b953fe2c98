/** Answers what is asked again and again before Nest and Apollo get to work; what is in any way unusual is left to them. */
import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import Negotiator from 'negotiator'
import type { JsonAnswer } from '../read/query-executor.js'
import type { PostedOperation } from '../read/document-cache.js'

/** Null where the answer has to be given the long way. */
type FastAnswer = (
  posted: PostedOperation,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<JsonAnswer | null>

export const createFastPath =
  (answer: FastAnswer): preHandlerAsyncHookHandler =>
  async (request, reply) => {
    const posted = postedIn(request)
    const type = posted && mediaTypeFor(request)
    const result = type && (await answer(posted, request, reply))
    if (!result) return
    reply.headers({ 'cache-control': 'no-store', 'content-type': type, ...result.headers })
    return reply.send(result.text)
  }

/** Types that no page of another site may send without being asked first whether it may. */
const sent = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
])

/** The operation of a request that leaves nothing to complain about; undefined for any other. */
function postedIn({ method, routeOptions, headers, body }: FastifyRequest): PostedOperation | undefined {
  if (method !== 'POST' || routeOptions.url !== '/graphql' || !sent.has(headers['content-type'] ?? ''))
    return undefined
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

const offered = ['application/json', 'application/graphql-response+json']

/** The type of the answer that suits the client best, as Apollo chooses it; undefined where none does. */
function mediaTypeFor({ headers: { accept } }: FastifyRequest): string | undefined {
  const chosen = accept ? new Negotiator({ headers: { accept } }).mediaType(offered) : offered[0]
  return chosen && `${chosen}; charset=utf-8`
}
