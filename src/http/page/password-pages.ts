import { Injectable } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { escapeXml } from '../../core/escape-xml.js'
import { translate, type Language } from '../../core/locale.js'
import type { LinkUser } from '../../user/password-link/password-link.service.js'
import { PublicAddress } from '../public-address.js'
import { renderAction, sendPage } from './page.js'
import { languageOfPage } from './sign-in-pages.js'

/** The pages behind a one-time link, in the language of its user; without one, in that of the browser. */
@Injectable()
export class PasswordPages {
  constructor(private readonly address: PublicAddress) {}

  /** Sends the form, and what was wrong with the last password: a key of `password` in `locales/`. */
  form(reply: FastifyReply, { language, name, email }: LinkUser, fault: string | null): FastifyReply {
    const text = textIn(language)
    const alert = fault ? `<p role="alert" id="fault">${text(fault)}</p>` : ''
    const field = (name: string, label: string) =>
      `<label>${text(label)}<input name="${name}" type="password" autocomplete="new-password" required minlength="12" maxlength="500" aria-describedby="hint${fault ? ' fault" aria-invalid="true' : ''}"></label>`
    void reply.status(fault ? 422 : 200)
    return sendPage(reply, {
      language,
      title: translate(language, 'password.title'),
      sentences: [translate(language, 'password.forUser', { name, email })],
      body: `<form method="post">
${alert}
<input type="hidden" name="username" autocomplete="username" value="${escapeXml(email)}">
${field('password', 'new')}
${field('again', 'again')}
<p id="hint">${text('hint')}</p>
<button class="primary">${text('save')}</button>
</form>`,
    })
  }

  /** Sends the page that confirms the new password. */
  done(reply: FastifyReply, { language }: LinkUser): FastifyReply {
    const action = renderAction(
      this.address.pathOf('/auth/sign-in'),
      translate(language, 'password.signIn'),
      true,
    )
    return sendPage(reply, {
      language,
      title: translate(language, 'password.doneTitle'),
      sentences: [translate(language, 'password.done')],
      body: `<div class="actions">${action}</div>`,
    })
  }

  /** Sends the page of a link that does not work. */
  gone(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const language = languageOfPage(request)
    return sendPage(reply.status(404), {
      language,
      title: translate(language, 'password.goneTitle'),
      sentences: [translate(language, 'password.gone')],
      body: '',
    })
  }
}

const textIn =
  (language: Language) =>
  (key: string): string =>
    escapeXml(translate(language, `password.${key}`))
