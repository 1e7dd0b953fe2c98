/** Listens to notifications of PostgreSQL, on one connection of the process. */
import { Client, type ClientConfig, type Pool } from 'pg'
import { createLogger } from '../core/logger.js'

const log = createLogger('wake-ups')

/** Milliseconds between two checks of the connection, and before it is opened again. */
const interval = 10_000
const pauseBeforeRetry = 500

/**
 * Calls `onWake` when a transaction that has notified the channel was committed, and after each connection, because
 * notifications may have been missed before. Connects at the first `start`.
 */
export class WakeUps {
  private client: Client | undefined
  private timer: NodeJS.Timeout | undefined
  private isStopped = false

  constructor(
    private readonly pool: () => Pool,
    private readonly channel: string,
    private readonly onWake: () => void,
  ) {}

  /** Resolves when the process listens; a failed attempt is repeated. Does nothing if it listens already. */
  async start(): Promise<void> {
    if (this.client || this.isStopped) return
    const client = new Client(this.settings())
    this.client = client
    client.on('notification', () => this.onWake())
    client.on('error', () => undefined)
    client.once('end', () => this.reconnect(client))
    try {
      await client.connect()
      await client.query(`listen ${this.channel}`)
      // What was committed before is not notified.
      this.onWake()
      this.timer ??= setInterval(() => void this.check(), interval).unref()
    } catch (error) {
      log.warn({ err: error }, 'cannot listen')
      await client.end().catch(() => undefined)
      this.reconnect(client)
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.client?.end().catch(() => undefined)
  }

  private settings(): ClientConfig {
    const {
      Client: _,
      max: __,
      ...options
    } = this.pool().options as ClientConfig & {
      Client?: unknown
      max?: number
    }
    return { ...options, application_name: 'ancrage listen', keepAlive: true }
  }

  private reconnect(client: Client): void {
    if (this.client !== client || this.isStopped) return
    this.client = undefined
    setTimeout(() => void this.start(), pauseBeforeRetry).unref()
  }

  /** Finds a connection that was lost without an end: its statement fails or never ends. */
  private async check(): Promise<void> {
    const { client } = this
    if (!client) return
    const lost = setTimeout(() => this.drop(client), interval / 2).unref()
    await client.query('select 1').catch(() => this.drop(client))
    clearTimeout(lost)
  }

  private drop(client: Client): void {
    void client.end().catch(() => undefined)
    this.reconnect(client)
  }
}
