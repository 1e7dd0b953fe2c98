import {
  claimNames,
  claimValues,
  issuer,
  mapping,
  oneOf,
  pattern,
  secret,
  text,
  type EnvParser,
} from './env-parsers.js'
import {
  accountPrompts,
  claimableRoles,
  emailTrusts,
  logoutModes,
  syncModes,
  type ClaimableRole,
  type OpenIdSettings,
} from './settings.js'

const isRole = (word: string): word is ClaimableRole => (claimableRoles as readonly string[]).includes(word)
const isCode = (word: string): word is string => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)

/** The provider sends the browser back to an address made from PUBLIC_URL, never from a header of the request. */
const required = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL']

const scope = pattern(/^(?=.*\bopenid\b)[\x21\x23-\x5b\x5d-\x7e ]+$/, 'scopes like openid email profile')

type Setting = <T, F>(name: string, parser: EnvParser<T>, fallback: F) => T | F

/**
 * Reads the settings of the OpenID Connect provider; undefined when no `OIDC_…` variable is set. Adds a sentence to
 * `faults` for each required variable that is missing.
 */
export function readOpenIdConfig(
  env: NodeJS.ProcessEnv,
  setting: Setting,
  faults: string[],
): OpenIdSettings | undefined {
  const settings: OpenIdSettings = {
    issuer: setting('OIDC_ISSUER', issuer, ''),
    clientId: setting('OIDC_CLIENT_ID', text, ''),
    clientSecret: setting('OIDC_CLIENT_SECRET', secret, ''),
    scope: setting('OIDC_SCOPE', scope, 'openid email profile'),
    audience: setting('OIDC_AUDIENCE', text, undefined),
    subjectClaim: setting('OIDC_SUBJECT_CLAIM', text, 'sub'),
    emailClaims: setting('OIDC_EMAIL_CLAIM', claimNames, ['email']),
    emailVerifiedClaim: setting('OIDC_EMAIL_VERIFIED_CLAIM', text, 'email_verified'),
    emailTrust: setting('OIDC_EMAIL_TRUST', oneOf(...emailTrusts), 'verified'),
    requiredClaims: setting('OIDC_REQUIRED_CLAIMS', claimValues, {}),
    agencyClaim: setting('OIDC_AGENCY_CLAIM', text, 'agency'),
    roleClaim: setting('OIDC_ROLE_CLAIM', text, 'role'),
    agencies: setting('OIDC_AGENCIES', mapping('like Awex Liège=awex,Port=liege-airport', isCode), {}),
    roles: setting(
      'OIDC_ROLES',
      mapping(`like chief=HEAD,desk=OFFICER, with the roles ${claimableRoles.join(', ')}`, isRole),
      {},
    ),
    sync: setting('OIDC_SYNC', oneOf(...syncModes), 'first'),
    accountPrompt: setting('OIDC_ACCOUNT_PROMPT', oneOf(...accountPrompts), 'login'),
    logout: setting('OIDC_LOGOUT', oneOf(...logoutModes), 'standard'),
  }
  const names = Object.keys(env).filter((name) => name.startsWith('OIDC_') && env[name]?.trim())
  if (names.length === 0) return undefined
  for (const name of required.filter((name) => !env[name]?.trim()))
    faults.push(`${name} is missing, but must go together with ${names.join(', ')}.`)
  return settings
}
