import { Injectable } from '@nestjs/common'
import { createTransport } from 'nodemailer'
import { createLogger } from '../core/logger.js'
import { DataSource } from 'typeorm'
import { Settings, type MailSettings } from '../config/settings.js'
import { translate, type Language } from '../core/locale.js'
import { newToken, tokenHash } from '../core/token.js'
import { ServiceSecret } from '../database/service-secret.js'
import { buildTransportOptions } from './transport.js'

const log = createLogger('mail')

interface LeasedLink {
  id: string
  email: string
  name: string
  language: Language
}

/**
 * Mails one-time links. The secret of a link is made when its mail is sent, and is in no table: after a failure the next
 * attempt has another one (`lease_password_link.sql`).
 */
@Injectable()
export class PasswordLinkSender {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Sends until no link is due. */
  async sendDue(): Promise<void> {
    const { mail, publicUrl } = this.settings
    if (!mail || !publicUrl) return
    for (;;) {
      const secret = newToken('l')
      const [link] = await this.source.query<LeasedLink[]>(
        'select id, email, name, language from lease_password_link($1, $2)',
        [this.serviceSecret.secret, tokenHash(secret)],
      )
      if (!link) return
      await this.send(mail, link, `${publicUrl}/password/${secret}`)
    }
  }

  private async send(mail: MailSettings, { id, email, name, language }: LeasedLink, address: string) {
    const transport = createTransport(buildTransportOptions(mail.server))
    try {
      await transport.sendMail({
        from: mail.from,
        to: email,
        subject: translate(language, 'password.mailSubject'),
        text: translate(language, 'password.mailText', { name, address }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      await this.source.query('select settle_password_link($1, $2)', [this.serviceSecret.secret, id])
    } catch (error) {
      log.warn({ err: error, link: id }, 'cannot send a password link')
    } finally {
      transport.close()
    }
  }
}
