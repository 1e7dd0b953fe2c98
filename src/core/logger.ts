/** The log of the service: JSON on standard output. */
import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * What the log contains of an error. A failed statement has its parameters beside it, and PostgreSQL says the values of the
 * row: texts of hidden deals, hashes of passwords, the service secret. The stack shows the place, the code the reason.
 */
const loggedProperties = [
  ...['code', 'constraint', 'table', 'column', 'routine', 'severity'],
  ...['errno', 'syscall', 'port', 'command', 'responseCode'],
] as const

/** How many causes of an error are logged. */
const maxCauses = 5

/** Returns type, message and stack of an error, its code and the like, and the same of its cause. */
export function describeError(error: unknown, causes = maxCauses): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error }
  const properties = error as unknown as Record<string, unknown>
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(
      loggedProperties.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
    ),
    ...(error.cause !== undefined && causes > 0 && { cause: describeError(error.cause, causes - 1) }),
  }
}

/** Creates the logger of a part of the service. An error is logged as `err`, by `describeError`. */
export const createLogger = (name: string, destination?: DestinationStream): Logger =>
  pino({ name, serializers: { err: (error: unknown) => describeError(error) } }, destination)
