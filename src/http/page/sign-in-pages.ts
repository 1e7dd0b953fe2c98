import { Injectable } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { escapeXml } from '../../core/escape-xml.js'
import { toAppError } from '../../core/error/error-response.js'
import { languages, pickLanguage, translate, type Language } from '../../core/locale.js'
import { OpenIdService } from '../../user/openid/openid.service.js'
import { isNavigation } from '../navigation.js'
import { PublicAddress } from '../public-address.js'
import { renderAction, sendPage } from './page.js'

/** Why a sign-in with the provider did not start a session; each has its title and sentences in `locales/`. */
export type SignInFault = 'openIdRefused' | 'openIdUnfinished' | 'openIdUnknown' | 'openIdUnreachable'

/** The pages of signing in and out, in the language of the reader: that of `?lang=`, else that of the browser. */
@Injectable()
export class SignInPages {
  constructor(
    private readonly address: PublicAddress,
    private readonly openId: OpenIdService,
  ) {}

  /** Sends the page to sign in, which opens `returnTo` afterwards. */
  signIn(request: FastifyRequest, reply: FastifyReply, returnTo: string): FastifyReply {
    const language = languageOfPage(request)
    const text = textIn(language)
    const isForPage = returnTo !== this.address.pathOf('/')
    const provider = this.openId.isConfigured
      ? `<div class="actions sign-in">${renderAction(this.loginPath(returnTo), text('withProvider'), true)}</div>
<div class="or sign-in">${escapeXml(text('or'))}</div>`
      : ''
    return sendPage(reply, {
      language,
      title: text('title'),
      sentences: isForPage ? [text('forPage')] : [],
      body: provider + this.passwordForm(language, returnTo),
      script: this.address.pathOf('/sign-in.js'),
      addressIn: this.addressIn('/auth/sign-in', { returnTo }),
    })
  }

  /** Returns whether to send the page to sign in for this error: a browser without a session opened the address. */
  isRequiredFor(request: FastifyRequest, error: unknown): boolean {
    return toAppError(error)?.code === 'UNAUTHENTICATED' && isNavigation(request)
  }

  /** Sends the page in place of one that needs a session. */
  required(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    void reply.status(401).header('www-authenticate', 'Bearer')
    return this.signIn(request, reply, this.address.returnPath(this.address.pathOf(request.url)))
  }

  /** Sends the page that explains why a sign-in has failed, and offers to try again. */
  fault(
    request: FastifyRequest,
    reply: FastifyReply,
    { fault, returnTo }: { fault: SignInFault; returnTo: string },
  ): FastifyReply {
    const language = languageOfPage(request)
    const text = textIn(language)
    // The provider would sign the same person in again at once, and they would be refused again.
    const isOtherAccount = fault === 'openIdUnknown' || fault === 'openIdRefused'
    const again = renderAction(
      this.loginPath(returnTo, isOtherAccount),
      text(isOtherAccount ? 'otherAccount' : 'tryAgain'),
      true,
    )
    const otherwise = renderAction(this.signInPath(returnTo), text('otherWay'), false)
    return sendPage(reply, {
      language,
      title: text(`${fault}.title`),
      sentences: [text(`${fault}.text`)],
      body: `<div class="actions">${again}${otherwise}</div>`,
      addressIn: null,
    })
  }

  /** Sends the page that asks whether to sign out. */
  confirmSignOut(request: FastifyRequest, reply: FastifyReply, formTargets: readonly string[]): FastifyReply {
    const language = languageOfPage(request)
    const text = textIn(language)
    return sendPage(reply, {
      language,
      title: text('signOutTitle'),
      sentences: [text('signOutText')],
      body: `<form method="post" action="${escapeXml(this.address.pathOf('/auth/logout'))}"><button class="primary">${escapeXml(text('signOut'))}</button>${renderAction(this.address.pathOf('/'), text('stay'), false)}</form>`,
      addressIn: this.addressIn('/auth/logout', {}),
      showsOrigin: true,
      formTargets,
    })
  }

  /** Sends the page that confirms that the session has ended. */
  signedOut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const language = languageOfPage(request)
    const text = textIn(language)
    return sendPage(reply, {
      language,
      title: text('signedOutTitle'),
      sentences: [text('signedOutText')],
      body: `<div class="actions">${renderAction(this.signInPath(this.address.pathOf('/')), text('signInAgain'), true)}</div>`,
      addressIn: this.addressIn('/auth/signed-out', {}),
    })
  }

  private passwordForm(language: Language, returnTo: string): string {
    const text = (key: string) => escapeXml(translate(language, `signInPage.${key}`))
    const isOnly = !this.openId.isConfigured
    return `<form id="password" lang="${language.toLowerCase()}" data-endpoint="${escapeXml(this.address.pathOf('/graphql'))}" data-return-to="${escapeXml(returnTo)}" data-failed="${text('failed')}">
<label class="sign-in">${text('email')}<input name="email" type="email" autocomplete="username" required maxlength="254"${isOnly ? ' autofocus' : ''}></label>
<label class="sign-in">${text('password')}<input name="password" type="password" autocomplete="current-password" required maxlength="500"></label>
<label id="second-factor" class="sign-in" hidden>${text('code')}<input name="code" autocomplete="one-time-code" inputmode="text" maxlength="40" disabled></label>
${renderEnrolment(language)}
<p role="alert"></p>
<button${isOnly ? ' class="primary"' : ''}>${text('submit')}</button>
<noscript><p>${text('needsScript')}</p></noscript>
</form>`
  }

  private signInPath(returnTo: string): string {
    return `${this.address.pathOf('/auth/sign-in')}?${new URLSearchParams({ returnTo }).toString()}`
  }

  private loginPath(returnTo: string, chooseAccount = false): string {
    const query = new URLSearchParams({ returnTo, ...(chooseAccount && { account: 'other' }) })
    return `${this.address.pathOf('/auth/login')}?${query.toString()}`
  }

  private addressIn(path: string, query: Record<string, string>) {
    return (language: Language) =>
      `${this.address.pathOf(path)}?${new URLSearchParams({ ...query, lang: language.toLowerCase() }).toString()}`
  }
}

/** The steps of a user whose role requires a second factor and who has none; the script shows them. */
function renderEnrolment(language: Language): string {
  const own = (key: string) => escapeXml(translate(language, `signInPage.${key}`))
  const text = (key: string) => escapeXml(translate(language, `web.profile.${key}`))
  return `<section id="enrolment" hidden data-title="${own('enrolTitle')}" data-submit="${text('switchOn')}">
<p>${own('enrolText')}</p>
<p>${text('scanText')}</p>
<svg class="qr" role="img" aria-label="${text('qrLabel')}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path fill="#000"/></svg>
<p>${text('typeKey')}</p>
<p><code></code></p>
<label>${text('firstCode')}<input name="firstCode" autocomplete="one-time-code" inputmode="numeric" maxlength="40" aria-describedby="first-code-hint" disabled></label>
<p id="first-code-hint">${text('firstCodeHint')}</p>
</section>
<section id="recovery" hidden data-title="${text('recoveryCodes')}" data-submit="${own('enrolContinue')}">
<p>${text('recoveryText')}</p>
<ol></ol>
</section>`
}

const textIn =
  (language: Language) =>
  (key: string): string =>
    translate(language, `signInPage.${key}`)

/** Ignores an unknown `lang`. */
export function languageOfPage({ query, headers }: FastifyRequest): Language {
  const { lang } = (query ?? {}) as { lang?: unknown }
  return (
    languages.find((language) => language.toLowerCase() === lang) ?? pickLanguage(headers['accept-language'])
  )
}
