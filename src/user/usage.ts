import { Injectable } from '@nestjs/common'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { poolOf } from '../database/connection.js'
import type { ChargeContext, Meter } from '../read/caller.js'
import { Settings } from '../config/settings.js'

const log = pino({ name: 'usage' })

/** Milliseconds between two reports to the database: for so long does one process not know what another has let pass. */
const interval = 2_000

/** Tokens whose user is remembered; a token that was forgotten is known again after its next answer. */
const most = 10_000

/** What a user has spent in one minute: as the database last said, and what it was not told of yet. */
interface Account {
  minute: number
  known: number
  unsent: number
}

/**
 * Who used what, and how much of it: kept here while requests run, and told to the database every two seconds, so that
 * no read has a statement more. All processes together let a user spend little more than a minute allows.
 */
@Injectable()
export class Usage implements Meter {
  private readonly users = new Map<string, string>()
  private readonly accounts = new Map<string, Account>()
  private readonly seen = new Map<string, Buffer>()
  private reporting: Promise<void> | undefined
  private readonly timer = setInterval(() => void this.report(), interval).unref()

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
  ) {}

  /** Throws where the user has spent what a minute allows; a token not met before is charged after its answer. */
  charge(caller: ChargeContext): void {
    const user = caller.token && this.users.get(caller.token.toString('base64'))
    if (!user || caller.cost === undefined) return
    const account = this.accountOf(user)
    if (account.known + account.unsent >= this.settings.costPerMinute) throw tooMuch()
    account.unsent += caller.cost
    caller.isCharged = true
  }

  note({ token, viewer, cost = 0, isCharged }: ChargeContext): void {
    if (!token || !viewer) return
    const key = token.toString('base64')
    if (this.users.size >= most) this.users.clear()
    this.users.set(key, viewer.id)
    this.seen.set(key, token)
    if (!isCharged) this.accountOf(viewer.id).unsent += cost
  }

  /** Tells the rest, while there is a database still. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.reporting
    await this.report()
  }

  private accountOf(user: string): Account {
    const minute = thisMinute()
    const account = this.accounts.get(user) ?? { minute, known: 0, unsent: 0 }
    if (account.minute !== minute) Object.assign(account, { minute, known: 0, unsent: 0 })
    this.accounts.set(user, account)
    return account
  }

  private async report(): Promise<void> {
    this.reporting ??= this.send()
      // told with the next report, when the database is back
      .catch((error: unknown) => log.warn({ err: error }, 'use not noted'))
      .finally(() => (this.reporting = undefined))
    return this.reporting
  }

  private async send(): Promise<void> {
    await this.sendSeen()
    await this.sendSpent()
    for (const [user, { minute }] of this.accounts) if (minute < thisMinute()) this.accounts.delete(user)
  }

  private async sendSeen(): Promise<void> {
    if (this.seen.size === 0) return
    const tokens = [...this.seen.values()]
    this.seen.clear()
    await poolOf(this.source).query('select record_token_use($1::bytea[])', [tokens])
  }

  private async sendSpent(): Promise<void> {
    const sent = [...this.accounts].filter(([, { unsent }]) => unsent > 0)
    if (sent.length === 0) return
    const amounts = sent.map(([, { unsent }]) => unsent)
    const { rows } = await poolOf(this.source).query<{ user_id: string; units: string }>(
      'select * from record_usage($1::uuid[], $2::bigint[])',
      [sent.map(([user]) => user), amounts],
    )
    sent.forEach(([, account], i) => (account.unsent = Math.max(0, account.unsent - amounts[i]!)))
    for (const { user_id, units } of rows) this.accountOf(user_id).known = Number(units)
  }
}

const thisMinute = (): number => Math.floor(Date.now() / 60_000)

function tooMuch() {
  const count = Math.ceil(60 - ((Date.now() / 1000) % 60))
  return appError('rateLimited', { count }, { extra: { retryAfter: count } })
}
