import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'

/** So many statements get a name: those that a service writes itself are few, and each connection keeps them for good. */
const most = 500
const names = new Map<string, string>()

/**
 * A connection on which PostgreSQL keeps the plans of what it is asked again and again: TypeORM gives its statements no
 * names, and planning one that looks at a dozen tables costs more than running it.
 */
export class PreparingClient extends Client {
  constructor(settings?: string | ClientConfig) {
    super(settings)
    // a connection that breaks is told by the statement under way; unheard, the event would end the process
    this.on('error', () => undefined)
  }

  // pg calls it in a dozen ways; only text with values is changed
  override query(...args: unknown[]): never {
    this.corked()
    const [text, values, ...rest] = args
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    return super.query.apply(this, (name ? [{ name, text, values }, ...rest] : args) as never) as never
  }

  /** What is asked before the program waits for anything goes out in one piece: each costs as much as a small statement. */
  private corked(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
}

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < most)
    names.set(text, createHash('sha256').update(text).digest('base64url').slice(0, 24))
  return names.get(text)
}
