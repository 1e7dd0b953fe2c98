/** Limits how many requests of one client are answered at once; its further ones wait. */
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { ClientShare } from '../core/client-share.js'
import { networkOf } from '../core/network.js'
import { formatError, appError } from '../core/error/app-error.js'
import { callerOf } from './caller.js'

/**
 * Routes that use neither the database nor the provider, or that must answer while the service is busy: files of the
 * pages, health and metrics. The route decides, because an address has several spellings (`/%67raphql`).
 */
const isFree = (route = '/'): boolean =>
  /^\/(health|graphiql|assets)\/|^\/($|metrics$|[\w-]+\.\w+$)/.test(route)

/**
 * Lets each client run `running` requests at once. A client is a user where `userOf` knows the token, else the network,
 * which has fewer places and keeps each for `anonymousTurn`. Requests of a network with tokens that are not known yet count
 * together, apart from those without a token. Answers 503 with Retry-After when too many requests wait.
 */
export function shareRequests(
  running: number,
  userOf: (token: Buffer) => string | undefined,
): onRequestAsyncHookHandler {
  const newShare = (each: number) =>
    new ClientShare({ running: each, waitingPerClient: 1_000, waiting: 4_000 })
  const share = newShare(running)
  // A client could invent another token for each request. They have a line of their own, so that sign-ins go on.
  const shareOfUnknown = newShare(Math.min(running, anonymousRunning))
  const shareOfAnonymous = newShare(Math.min(running, anonymousRunning))
  return async (request, reply) => {
    if (isFree(request.routeOptions.url)) return undefined
    try {
      const { token, origin } = callerOf(request, reply)
      const user = token && userOf(token)
      const client = user ?? networkOf(origin.address ?? '')
      const clientShare = user ? share : token ? shareOfUnknown : shareOfAnonymous
      const leave = await clientShare.enter(
        client,
        overloaded,
        // A signal for each request would cost more than the request's own hooks.
        (cancel) => reply.raw.once('close', cancel),
      )
      const end = user ? leave : atEndOfTurn(leave)
      ends.set(request, end)
      if (reply.raw.destroyed) endTurn(request)
      else reply.raw.once('close', () => endTurn(request))
      return undefined
    } catch (error) {
      // Otherwise the client has disconnected while it waited.
      return error instanceof Overload ? answerOverload(request, reply) : reply.hijack()
    }
  }
}

const ends = new WeakMap<FastifyRequest, () => void>()

/** Ends the turn of a request before its answer is complete, such as that of a stream. Does nothing if it has ended. */
export function endTurn(request: FastifyRequest): void {
  ends.get(request)?.()
  ends.delete(request)
}

/** How many requests of a network run at once without a known token. Two: one may be a long export. */
const anonymousRunning = 2

/**
 * Milliseconds for which a request without a known token keeps its place, however soon it is answered: a network gets 80 a
 * second. Without it, invalid documents of one client kept the process busy, and another user waited 28 times as long.
 */
const anonymousTurn = 25

/** Returns a function that calls `leave` once the turn that begins now has lasted for `anonymousTurn`. */
function atEndOfTurn(leave: () => void): () => void {
  const until = performance.now() + anonymousTurn
  return () => void setTimeout(leave, Math.max(0, until - performance.now())).unref()
}

class Overload extends Error {}

const overloaded = () => new Overload()

/** Seconds after which an overloaded service may be called again. */
const retryAfter = 5

function answerOverload(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { language } = callerOf(request, reply)
  const error = appError('overloaded', { count: retryAfter }, { extra: { retryAfter } })
  return reply
    .status(503)
    .header('retry-after', retryAfter)
    .send({ errors: [formatError(error, language)] })
}
