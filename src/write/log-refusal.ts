import { GraphQLError } from 'graphql'
import { createLogger } from '../core/logger.js'
import { toAppError } from '../core/error/error-response.js'
import type { Caller } from '../read/caller.js'

const log = createLogger('refusal')

/**
 * Logs that an operation was refused because the user lacks the right, for an administrator who looks for attempts. The
 * audit trail has those at SECRET deals (`record_refused_read.sql`). Logs no input.
 */
export function logRefusal(error: unknown, { viewer }: Caller): void {
  const refusal = toAppError(error)
  if (refusal?.code !== 'FORBIDDEN') return
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined
  const operation = node && 'name' in node ? node.name?.value : undefined
  log.warn({ user: viewer?.id, operation, code: refusal.code, reason: refusal.key }, 'operation refused')
}
