import { Injectable } from '@nestjs/common'
import { createLogger } from '../core/logger.js'
import { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { poolOf } from '../database/connection.js'
import type { ViewerIdentity } from '../core/scope.js'
import { requireAuthentication } from '../database/authenticated-query.js'
import { ServiceSecret } from '../database/service-secret.js'
import type { Caller, ChargeContext, Meter } from '../read/caller.js'
import { Settings } from '../config/settings.js'

const log = createLogger('usage')

/** Milliseconds between two reports to the database. Until then one process does not know the spending in another. */
const interval = 2_000

/** Maximum number of tokens whose user is cached. */
const maxTokens = 10_000

/** Database time of one operation, in milliseconds, that its cost covers. */
const freeMilliseconds = 250

/** The spending of a user in one minute: the total that the database last returned, and what was not reported yet. */
interface Account {
  minute: number
  reported: number
  unsent: number
}

/**
 * Limits what each user may spend in a minute. Counts in memory and reports to the database every two seconds
 * (`record_usage.sql`), so that a read needs no extra statement. Over all processes a user can spend little more than
 * the limit. The limit of one operation is in `read/cost/operation-cost.ts`.
 */
@Injectable()
export class Usage implements Meter {
  private readonly users = new Map<string, string>()
  private readonly accounts = new Map<string, Account>()
  private readonly usedTokens = new Map<string, Buffer>()
  private reporting: Promise<void> | undefined
  private readonly timer = setInterval(() => void this.report(), interval).unref()

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Throws RATE_LIMITED when the user has spent the limit. An unknown token is charged after its answer, by `note`. */
  charge(caller: ChargeContext): void {
    const user = caller.token && this.userOf(caller.token)
    if (!user || caller.cost === undefined) return
    const account = this.accountOf(user)
    if (account.reported + account.unsent >= this.settings.costPerMinute) throw rateLimitedError()
    account.unsent += caller.cost
    caller.isCharged = true
  }

  /**
   * Authenticates the caller and charges what follows, whether it succeeds or not. Throws UNAUTHENTICATED, or RATE_LIMITED
   * when the user has spent the limit.
   */
  async admit(caller: Caller, cost: number): Promise<ViewerIdentity> {
    const viewer = await requireAuthentication(poolOf(this.source), caller.token)
    Object.assign(caller, { viewer, language: viewer.language, cost })
    this.remember(caller.token!, viewer.id)
    this.charge(caller)
    return viewer
  }

  /** Returns the id of the user behind a token that was used lately in this process. */
  userOf(token: Buffer): string | undefined {
    return this.users.get(token.toString('base64'))
  }

  note({ token, viewer, cost = 0, isCharged, milliseconds = 0 }: ChargeContext): void {
    if (!token || !viewer) return
    this.accountOf(viewer.id).unsent += this.costOfTime(milliseconds)
    this.remember(token, viewer.id)
    if (!isCharged) this.accountOf(viewer.id).unsent += cost
  }

  /** Sends the last report, before the database connection closes. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.reporting
    await this.report()
  }

  private remember(token: Buffer, userId: string): void {
    const key = token.toString('base64')
    if (this.users.size >= maxTokens) this.users.clear()
    this.users.set(key, userId)
    this.usedTokens.set(key, token)
  }

  /** Time beyond what every operation may take. The budget of a minute is 30 seconds of it. */
  private costOfTime(milliseconds: number): number {
    const excess = Math.max(0, milliseconds - freeMilliseconds)
    return Math.round((excess * this.settings.costPerMinute) / 30_000)
  }

  private accountOf(user: string): Account {
    const minute = thisMinute()
    const account = this.accounts.get(user) ?? { minute, reported: 0, unsent: 0 }
    if (account.minute !== minute) Object.assign(account, { minute, reported: 0, unsent: 0 })
    this.accounts.set(user, account)
    return account
  }

  private async report(): Promise<void> {
    this.reporting ??= this.send()
      // The next report includes the same amounts.
      .catch((error: unknown) => log.warn({ err: error }, 'usage not reported'))
      .finally(() => (this.reporting = undefined))
    return this.reporting
  }

  private async send(): Promise<void> {
    await this.sendTokens()
    await this.sendAmounts()
    for (const [user, { minute }] of this.accounts) if (minute < thisMinute()) this.accounts.delete(user)
  }

  private async sendTokens(): Promise<void> {
    if (this.usedTokens.size === 0) return
    const tokens = [...this.usedTokens.values()]
    this.usedTokens.clear()
    await poolOf(this.source).query('select record_token_use($1::bytea[])', [tokens])
  }

  private async sendAmounts(): Promise<void> {
    const pending = [...this.accounts].filter(([, { unsent }]) => unsent > 0)
    if (pending.length === 0) return
    const amounts = pending.map(([, { unsent }]) => unsent)
    const { rows } = await poolOf(this.source).query<{ user_id: string; units: string }>(
      'select * from record_usage($1, $2::uuid[], $3::bigint[])',
      [this.serviceSecret.secret, pending.map(([user]) => user), amounts],
    )
    pending.forEach(([, account], i) => (account.unsent = Math.max(0, account.unsent - amounts[i]!)))
    for (const { user_id, units } of rows) this.accountOf(user_id).reported = Number(units)
  }
}

const thisMinute = (): number => Math.floor(Date.now() / 60_000)

function rateLimitedError() {
  const count = Math.ceil(60 - ((Date.now() / 1000) % 60))
  return appError('rateLimited', { count }, { extra: { retryAfter: count } })
}
