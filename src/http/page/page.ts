/** Pages that the service renders itself: sign-in, sign-out, passwords and errors. One self-contained page, for screen and phone. */
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { languages, languageTag, translate, type Language } from '../../core/locale.js'
import { escapeXml } from '../../core/escape-xml.js'
import { pageStylesheet } from './style.js'

export interface Page {
  language: Language
  title: string
  /** HTML of the content below the title. */
  body: string
  /** Below the title, one sentence each. */
  sentences?: readonly string[]
  /** The address of this page in each language; null: no links to the other languages. */
  addressIn?: ((language: Language) => string) | null
  /** The address of a script of the service. */
  script?: string
  /** Whether a form of the page must show its origin, which a browser hides where the policy is `no-referrer`. */
  showsOrigin?: boolean
  /** Further origins to which a form of the page may lead. */
  formTargets?: readonly string[]
}

const styleHash = createHash('sha256').update(pageStylesheet).digest('base64')

/** Allows a page its own style, and forms and scripts of the service. A browser applies `form-action` to redirects too. */
const contentSecurityPolicy = ({ script, formTargets = [] }: Page): string =>
  [
    `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    ...(script ? [`script-src 'self'; connect-src 'self'`] : []),
  ].join('; ')

/** Sends a page with the status of the reply. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  if (page.showsOrigin) void reply.header('referrer-policy', 'same-origin')
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': page.language.toLowerCase(),
      'content-security-policy': contentSecurityPolicy(page),
      'cache-control': 'no-store',
      vary: 'Accept, Accept-Language, Authorization, Cookie',
    })
    .send(renderPage(page))
}

function renderPage({ language, title, sentences = [], body, addressIn, script }: Page): string {
  return `<!doctype html>
<html lang="${languageTag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)} · Ancrage</title>
<style>${pageStylesheet}</style>
${script ? `<script src="${escapeXml(script)}" defer></script>` : ''}
</head>
<body>
<header>${anchor}<span>Ancrage</span></header>
<main>
<h1>${escapeXml(title)}</h1>
${sentences.map((sentence) => `<p>${escapeXml(sentence)}</p>`).join('\n')}
${body}
</main>
${addressIn ? renderLanguages(language, addressIn) : ''}
</body>
</html>
`
}

const renderLanguages = (current: Language, addressIn: (language: Language) => string): string =>
  `<footer><nav aria-label="${escapeXml(translate(current, 'signInPage.languages'))}">${languages
    .map((language) => {
      const name = escapeXml(translate(language, 'signInPage.language'))
      const attributes = `lang="${languageTag(language)}" hreflang="${language.toLowerCase()}"`
      return language === current
        ? `<span ${attributes} aria-current="true">${name}</span>`
        : `<a ${attributes} href="${escapeXml(addressIn(language))}">${name}</a>`
    })
    .join('')}</nav></footer>`

/** A link that looks like a button. */
export const renderAction = (address: string, label: string, isPrimary: boolean): string =>
  `<a class="button${isPrimary ? ' primary' : ''}" href="${escapeXml(address)}">${escapeXml(label)}</a>`

const anchor =
  '<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="16" cy="6" r="3"/><path d="M16 9v19M10 14h12M4 19c0 6 6 9 12 9s12-3 12-9M4 19l-2 3M4 19l4 2M28 19l2 3M28 19l-4 2"/></svg>'
