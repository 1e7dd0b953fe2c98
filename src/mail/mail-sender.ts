/** Sends due deliveries one after the other through the mail server. */
import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { createTransport } from 'nodemailer'
import { createLogger } from '../core/logger.js'
import { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { newToken, tokenHash } from '../core/token.js'
import { uuidv7 } from '../core/uuid.js'
import { poolOf } from '../database/connection.js'
import { ServiceSecret } from '../database/service-secret.js'
import { Settings, type MailSettings } from '../config/settings.js'
import type { Language } from '../core/locale.js'
import { renderSummary, wholeCsv } from '../document/render.js'
import { storeIssuedForm } from '../weekly/issued/issued-form.js'
import { readSummary } from '../weekly/summary-query.js'
import type { DeliveryStatus } from './delivery.entity.js'
import type { MailAttachment } from './recipient.entity.js'
import { computeNextAttempt, type MailFailure } from './retry.js'
import { buildSummaryMail, type Mail } from './summary-mail.js'
import { listHeaders } from './list-headers.js'
import { buildTransportOptions } from './transport.js'

const log = createLogger('mail')

/** How long other processes leave a claimed delivery alone: longer than the timeouts of the transport allow. */
const lease = '15 minutes'

/** The formats of the attachments. */
const formats = { PDF: 'pdf', XLSX: 'xlsx' } as const

/** How often a summary is read that loses a name meanwhile. */
const maxReads = 3

/** Returns the current time. */
export type Clock = () => Promise<Date>

interface ClaimedDelivery {
  /** Random secret that authenticates this process as the recipient, for this delivery only. */
  claim: Buffer
  address: string
  message_id: string
  /** Address of the user who issued the summary; null if they have left. */
  reply_to: string | null
  agency: string
  week: string
  revision: number
  attempts: number
  /** Whether the user still is a recipient and may still sign in. */
  is_recipient: boolean
  language: Language
  /** Null if they are no recipient any more. */
  attachment: MailAttachment | null
}

interface Outcome {
  status: DeliveryStatus
  failure?: string
  retryAt?: Date
}

@Injectable()
export class MailSender {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Sends until no delivery is due, or until `isStopped` returns true. */
  async sendDue(clock: Clock, isStopped: () => boolean): Promise<void> {
    const { mail } = this.settings
    if (!mail) return
    for (let delivery = await this.claim(await clock()); delivery;) {
      await this.settle(delivery, await clock(), await this.attempt(delivery, clock, mail))
      delivery = isStopped() ? null : await this.claim(await clock())
    }
  }

  private async claim(now: Date): Promise<ClaimedDelivery | null> {
    const claim = randomBytes(32)
    const [row] = await this.source.query<Omit<ClaimedDelivery, 'claim'>[]>(
      'select * from lease_delivery($1, $2, $3, $4)',
      [this.serviceSecret.secret, claim, now, lease],
    )
    return row ? { ...row, claim } : null
  }

  private async attempt(delivery: ClaimedDelivery, clock: Clock, settings: MailSettings): Promise<Outcome> {
    if (!delivery.is_recipient) return { status: 'WITHDRAWN' }
    try {
      const unsubscribe = await this.createUnsubscribeLink(delivery)
      const mail = await this.buildMail(delivery, unsubscribe)
      const headers = listHeaders(delivery.agency, settings.from, this.settings.publicUrl, unsubscribe)
      await sendMail(settings, delivery, mail, headers)
      return { status: 'SENT' }
    } catch (error) {
      return describeFailure(error, delivery, await clock())
    }
  }

  /**
   * Returns the address at which the recipient ends the mails; undefined if the service has no public address. The token
   * is in no table, so each attempt has another one.
   */
  private async createUnsubscribeLink({ claim }: ClaimedDelivery): Promise<string | undefined> {
    const { publicUrl } = this.settings
    if (publicUrl === undefined) return undefined
    const token = newToken('u')
    await this.source.query('select create_unsubscribe_link($1, $2)', [claim, tokenHash(token)])
    return `${publicUrl}/unsubscribe/${token}`
  }

  /** Reads the summary as its recipient may see it now. The attachment is the file that a download gives. */
  private async buildMail(
    { claim, agency, week, revision, language, attachment }: ClaimedDelivery,
    unsubscribe: string | undefined,
  ): Promise<Mail> {
    const pool = poolOf(this.source)
    const { publicUrl } = this.settings
    for (let attempt = 0; attempt < maxReads; attempt++) {
      const key = { agency, period: week, revision }
      const { content, ...data } = await readSummary(pool, claim, key, 'authenticate_delivery')
      if (!content) throw appError('notFound', { what: 'weeklySummary' })
      const summary = { ...data, content }
      const format = attachment === null || attachment === 'NONE' ? null : formats[attachment]
      if (format === null) return buildSummaryMail(summary, language, { publicUrl, unsubscribe, file: null })
      const options = { format, csv: wholeCsv, stem: String(revision), revision }
      const { body } = await renderSummary(summary, language, options)
      const form = { format, language, variant: '' }
      const file = await storeIssuedForm(pool, this.serviceSecret, { view: data.view!, form, body })
      if (file)
        return buildSummaryMail(summary, language, {
          publicUrl,
          unsubscribe,
          file: { format, content: file },
        })
    }
    throw appError('documentsBusy')
  }

  private async settle(
    { claim }: ClaimedDelivery,
    now: Date,
    { status, failure, retryAt }: Outcome,
  ): Promise<void> {
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

/** The Message-ID is the same in every attempt, so that a mail server can drop a duplicate. */
async function sendMail(
  settings: MailSettings,
  { address, message_id, reply_to }: ClaimedDelivery,
  mail: Mail,
  listHeaders: Record<string, string>,
): Promise<void> {
  const transport = createTransport(buildTransportOptions(settings.server))
  try {
    const headers = { 'Auto-Submitted': 'auto-generated', ...listHeaders }
    const replyTo = reply_to === null ? {} : { replyTo: reply_to }
    await transport.sendMail({
      ...{ ...mail, from: settings.from, to: address, messageId: message_id, headers },
      ...replyTo,
    })
  } finally {
    transport.close()
  }
}

function describeFailure(error: unknown, { attempts, message_id }: ClaimedDelivery, now: Date): Outcome {
  const { code, responseCode, response } = error as MailFailure & { response?: string }
  log.warn({ err: error, messageId: message_id, attempts }, 'cannot send a weekly summary')
  const failure = response ?? code ?? 'INTERNAL'
  const retryAt = computeNextAttempt(now, attempts, {
    ...(code && { code }),
    ...(responseCode && { responseCode }),
  })
  return retryAt ? { status: 'WAITING', failure, retryAt } : { status: 'GIVEN_UP', failure }
}
