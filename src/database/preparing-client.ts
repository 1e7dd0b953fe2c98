import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'

/** Maximum number of named statements: each connection keeps its prepared statements until it closes. */
const maxNames = 500
const names = new Map<string, string>()

const transactionBoundary = /^\s*(begin|commit|rollback)\b/i

/**
 * A connection that names repeated statements, so that PostgreSQL keeps them prepared. TypeORM names none, and planning
 * a statement over a dozen tables takes longer than running it.
 */
export class PreparingClient extends Client {
  /** The error that aborted the running transaction. */
  private abortedBy: Error | undefined

  constructor(settings?: string | ClientConfig) {
    super(settings)
    // The running statement reports a broken connection. Without a listener the event would end the process.
    this.on('error', () => undefined)
  }

  // pg has a dozen signatures of `query`; only text with values gets a name.
  override query(...args: unknown[]): never {
    this.corkUntilNextTick()
    const [text, values, ...rest] = args
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    if (typeof text === 'string' && transactionBoundary.test(text)) this.abortedBy = undefined
    const answer: unknown = super.query.apply(
      this,
      (name ? [{ name, text, values }, ...rest] : args) as never,
    )
    return (
      answer instanceof Promise ? answer.catch((error: Error) => this.rethrowCause(error)) : answer
    ) as never
  }

  /**
   * Throws the error that aborted the transaction in place of `current transaction is aborted` (25P02). Statements are
   * pipelined, so an error may reach the caller after the ones that it caused, and only the cause says whether to retry.
   */
  private rethrowCause(error: Error & { code?: string }): never {
    if (error.code === '25P02') throw this.abortedBy ?? error
    this.abortedBy ??= error
    throw error
  }

  /** Sends all statements of one tick in one packet: a packet costs as much time as a small statement. */
  private corkUntilNextTick(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
}

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < maxNames)
    names.set(text, createHash('sha256').update(text).digest('base64url').slice(0, 24))
  return names.get(text)
}
