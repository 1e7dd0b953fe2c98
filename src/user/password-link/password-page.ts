import { createHash } from 'node:crypto'
import { translate, type Language } from '../../core/locale.js'
import type { LinkUser } from './password-link.service.js'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char]!)

const words = (language: Language, key: string, params: Record<string, string | number> = {}): string =>
  escapeHtml(translate(language, `password.${key}`, params))

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
label{display:block;font-weight:600}input,button{font:inherit;padding:.5rem;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}
[role=alert]{border-left:.25rem solid #b3261e;padding-left:.75rem}`

/** The policy of the page: no script, its own style, and a form that is sent to the same site. */
export const passwordPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

const page = (language: Language, body: string): string => `<!doctype html>
<html lang="${language.toLowerCase()}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${words(language, 'title')} · Ancrage</title><style>${style}</style></head>
<body><main><h1>${words(language, 'title')}</h1>
${body}
</main></body></html>
`

/** Returns the page with the form, and with what was wrong with the last password. */
export function renderPasswordForm({ language, name, email }: LinkUser, fault: string | null): string {
  const alert = fault ? `<p role="alert" id="fault">${words(language, fault)}</p>` : ''
  return page(
    language,
    `<p>${words(language, 'forUser', { name, email })}</p>
${alert}
<form method="post">
<input type="hidden" name="username" autocomplete="username" value="${escapeHtml(email)}">
<label for="password">${words(language, 'new')}</label>
<input id="password" name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="500"${fault ? ' aria-describedby="fault" aria-invalid="true"' : ''}>
<label for="again">${words(language, 'again')}</label>
<input id="again" name="again" type="password" autocomplete="new-password" required minlength="12" maxlength="500">
<p>${words(language, 'hint')}</p>
<button>${words(language, 'save')}</button>
</form>`,
  )
}

export const renderPasswordSet = (language: Language): string =>
  page(
    language,
    `<p role="status">${words(language, 'done')}</p>\n<p><a href="/">${words(language, 'signIn')}</a></p>`,
  )

export const renderLinkGone = (language: Language): string =>
  page(language, `<p role="alert">${words(language, 'gone')}</p>`)
