/** Takes what waits to be sent, one after the other, and hands it to the mail server. */
import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { Injectable } from '@nestjs/common'
import { problem } from '../core/problem.js'
import { uuidv7 } from '../core/uuid.js'
import { Warrant } from '../database/warrant.js'
import { poolOf } from '../database/connection.js'
import { Settings, type MailSettings } from '../settings.js'
import { readSummary } from '../weekly/summary-said.js'
import type { DeliveryStatus } from './delivery.entity.js'
import { retryAt, type Failure } from './retry.js'
import { summaryMail, type Mail } from './summary-mail.js'
import { transportOf } from './transport.js'

const log = pino({ name: 'sending' })

/** For so long others leave a delivery alone: longer than any conversation with a mail server that its transport allows. */
const lease = '15 minutes'
/** The instant it is. */
export type Clock = () => Promise<Date>

interface Claimed {
  claim: Buffer
  address: string
  message_id: string
  agency: string
  week: string
  revision: number
  attempts: number
  /** Whether the recipient still is one, and may still sign in. */
  is_recipient: boolean
}

interface Outcome {
  status: DeliveryStatus
  failure?: string
  retryAt?: Date
}

@Injectable()
export class Deliveries {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly warrant: Warrant,
  ) {}

  /** Until none is due any more, or `stopped` says so. */
  async deliver(clock: Clock, stopped: () => boolean): Promise<void> {
    const { mail } = this.settings
    if (!mail) return
    for (let next = await this.claim(await clock()); next;) {
      await this.settle(next, await clock(), await this.attempt(next, clock, mail))
      next = stopped() ? null : await this.claim(await clock())
    }
  }

  private async claim(now: Date): Promise<Claimed | null> {
    const claim = randomBytes(32)
    const [row] = await this.source.query<Omit<Claimed, 'claim'>[]>(
      'select * from lease_delivery($1, $2, $3, $4)',
      [this.warrant.secret, claim, now, lease],
    )
    return row ? { ...row, claim } : null
  }

  private async attempt(claimed: Claimed, clock: Clock, server: MailSettings): Promise<Outcome> {
    if (!claimed.is_recipient) return { status: 'WITHDRAWN' }
    try {
      await hand(server, claimed, await this.write(claimed))
      return { status: 'SENT' }
    } catch (error) {
      return failed(error, claimed, await clock())
    }
  }

  /** As its recipient sees it at this moment. */
  private async write({ claim, agency, week, revision }: Claimed): Promise<Mail> {
    const asked = { agency, week, revision }
    const { content, ...found } = await readSummary(
      poolOf(this.source),
      claim,
      asked,
      'authenticate_delivery',
    )
    if (!content) throw problem('notFound', { what: 'weeklySummary' })
    return summaryMail({ ...found, content }, found.viewer.language)
  }

  private async settle({ claim }: Claimed, now: Date, { status, failure, retryAt }: Outcome): Promise<void> {
    await this.source.query('select settle_delivery($1, $2, $3, $4, $5, $6)', [
      claim,
      now,
      status,
      failure ?? null,
      retryAt ?? null,
      uuidv7(),
    ])
  }
}

/** The same Message-ID in every attempt: should one have got through unnoticed, a mail server can tell. */
async function hand(server: MailSettings, { address, message_id }: Claimed, mail: Mail): Promise<void> {
  const transport = createTransport(transportOf(server.server))
  try {
    const headers = { 'Auto-Submitted': 'auto-generated' }
    await transport.sendMail({ ...mail, from: server.from, to: address, messageId: message_id, headers })
  } finally {
    transport.close()
  }
}

function failed(error: unknown, { attempts, message_id }: Claimed, now: Date): Outcome {
  const { code, responseCode, response } = error as Failure & { response?: string }
  log.warn({ err: error, messageId: message_id, attempts }, 'a weekly summary was not sent')
  const failure = response ?? code ?? 'INTERNAL'
  const again = retryAt(now, attempts, { ...(code && { code }), ...(responseCode && { responseCode }) })
  return again ? { status: 'WAITING', failure, retryAt: again } : { status: 'GIVEN_UP', failure }
}
