/** Rejects large documents before they are parsed or validated, and answers them in the form of GraphQL. */
import type {
  FastifyReply,
  FastifyRequest,
  RouteOptions,
  onRequestAsyncHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify'
import { parse, type DocumentNode } from 'graphql'
import { badField, formatError, appError, type AppError } from '../core/error/app-error.js'
import { limits } from '../read/cost/operation-cost.js'
import { anonymousBodyLimit, documentBounds, findExcess } from './document-bounds.js'
import { callerOf } from './caller.js'

/** Maximum size of what a form of the pages or a provider sends, in bytes. No token is needed for it. */
const formLimit = 32 * 2 ** 10

/** Bounds the bodies of the pages to sign in and out, to set a password and to unsubscribe, for the hook `onRoute`. */
export function limitForms(route: RouteOptions): void {
  if (/^\/(auth|password|unsubscribe)\//.test(route.url)) route.bodyLimit = formLimit
}

/** Bounds the body of an anonymous request, before it is read. A body without a stated length is rejected. */
export const guardAnonymousBody: onRequestAsyncHookHandler = async (request, reply) =>
  hasLargeBody(request) && !callerOf(request, reply).token
    ? reject(appError('unauthenticated'), request, reply)
    : undefined

/** Bounds the body in the same way where the token is one that `isAuthenticated` does not accept. */
export const createBodyGuard =
  (isAuthenticated: (token: Buffer) => Promise<boolean>): onRequestAsyncHookHandler =>
  async (request, reply) =>
    hasLargeBody(request) && !(await isAuthenticated(callerOf(request, reply).token!))
      ? reject(appError('unauthenticated'), request, reply)
      : undefined

/** Returns whether it may have a body larger than that of an anonymous request. */
const hasLargeBody = (request: FastifyRequest): boolean =>
  request.method === 'POST' &&
  (isGraphql(request) || request.routeOptions.url?.startsWith('/exports/') === true) &&
  Number(request.headers['content-length'] ?? Infinity) > anonymousBodyLimit

/**
 * Bounds the document: an anonymous one strictly, and so one with a token that `isAuthenticated` does not accept. Leaves
 * a malformed document to Apollo, which explains it.
 */
export const createDocumentGuard =
  (isAuthenticated: (token: Buffer) => Promise<boolean>): preHandlerAsyncHookHandler =>
  async (request, reply) => {
    const document = isGraphql(request) ? documentOf(request) : undefined
    if (!document || !findExcess(document, documentBounds.anonymous)) return undefined
    const { token } = callerOf(request, reply)
    if (!token || !(await isAuthenticated(token))) return reject(appError('unauthenticated'), request, reply)
    const excess = findExcess(document, documentBounds.authenticated)
    return excess ? reject(errorOf(excess), request, reply) : undefined
  }

const errorOf = (excess: 'DEPTH' | 'SIZE'): AppError =>
  excess === 'DEPTH'
    ? badField('', 'TOO_DEEP', { max: limits.depth })
    : appError('tooManyFields', {
        definitions: documentBounds.authenticated.definitions,
        limit: documentBounds.authenticated.fields,
      })

const isGraphql = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url === '/graphql' || routeOptions.url === '/graphql/stream'

function documentOf({ body, query }: FastifyRequest): DocumentNode | undefined {
  const text = (body as { query?: unknown } | null)?.query ?? (query as { query?: unknown } | null)?.query
  if (typeof text !== 'string') return undefined
  try {
    return parse(text, { maxTokens, noLocation: true })
  } catch {
    return undefined
  }
}

/** Maximum number of tokens of a document, as Apollo parses it (`graphql.ts`). */
export const maxTokens = 10_000

/**
 * Answers a GraphQL request with 200 where a client accepts application/json first, as for an invalid document
 * (`graphql.ts`).
 */
function reject(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const acceptsJson = /^application\/json(;|$)/.test(request.headers.accept ?? '')
  const { language } = callerOf(request, reply)
  const status = !isGraphql(request) ? 401 : acceptsJson ? 200 : 400
  return reply.status(status).send({ errors: [formatError(error, language)] })
}
