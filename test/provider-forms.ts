/** Claims of providers as they send them, and the settings of the guide for each. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'

const guide = readFileSync(
  fileURLToPath(new URL('../../docs/how-to/sign-in-with-an-openid-connect-provider.md', import.meta.url)),
  'utf8',
)

/** Returns the settings that the guide shows under a heading, without the address and the client. */
export function settingsUnder(heading: string): Record<string, string> {
  const section = guide.split(/^### /m).find((part) => part.startsWith(`${heading}\n`))
  const block = /```sh file=env\n([^`]*)```/.exec(section ?? '')?.[1]
  if (!block) throw new Error(`The guide has no settings under ${heading}.`)
  const settings = Object.entries(parseEnv(block)).filter(
    ([name]) => !/^(PUBLIC_URL|OIDC_(ISSUER|CLIENT_ID|CLIENT_SECRET))$/.test(name),
  )
  return Object.fromEntries(settings) as Record<string, string>
}

const tenant = '9122040d-6c67-4c5b-b112-36a304b66dad'
const groups = {
  head: '2e5b6b1c-0f7d-4a55-9c39-5a7c3b0f9d11',
  officer: '7d0c1f3e-3a8e-4f0e-8a57-1f4f0f2b7c22',
}

export interface Form {
  heading: string
  isFullIdToken: boolean
  /** The claims of a new person, a HEAD of Awex. */
  head: { sub: string } & Record<string, unknown>
  /** Claims that are changed so that a person is refused. */
  refused: Record<string, Record<string, unknown>>
  /** Claims with the address of an existing user, which are linked. */
  officer: { sub: string } & Record<string, unknown>
}

const entra = (local: string) => ({
  ...{ sub: `pairwise-${local}`, oid: `oid-${local}`, tid: tenant, acct: 0, ver: '2.0' },
  ...{ name: 'A person', preferred_username: `${local}@awex.example` },
})
export const email = 'officer@awex.example'

export const forms: Form[] = [
  {
    heading: 'Entra ID',
    isFullIdToken: true,
    head: { ...entra('new'), roles: ['Ancrage.Head'] },
    refused: {
      'of another tenant': { tid: 'another' },
      'who is a guest': { acct: 1 },
      'without an app role': { roles: undefined },
      'with the group instead of the app role': { roles: undefined, groups: [groups.head] },
    },
    officer: entra('officer'),
  },
  {
    heading: 'Entra ID with groups and a verified address',
    isFullIdToken: true,
    head: { ...entra('new'), email: 'new@awex.example', xms_edov: '1', groups: [groups.head] },
    refused: {
      'with an address of an unverified domain': { xms_edov: false },
      'without the claim that the domain is verified': { xms_edov: undefined },
      'without a group': { groups: undefined },
    },
    officer: { ...entra('officer'), email, xms_edov: true },
  },
  {
    heading: 'Keycloak',
    isFullIdToken: false,
    head: {
      ...{ sub: 'f:1', email: 'new@awex.example', email_verified: true, preferred_username: 'new' },
      realm_access: { roles: ['offline_access', 'awex'] },
      resource_access: { account: { roles: ['view-profile'] }, ancrage: { roles: ['head'] } },
    },
    refused: {
      'with an unverified address': { email_verified: false },
      'with the role of another client': { resource_access: { account: { roles: ['head'] } } },
      'without a realm role of an agency': { realm_access: { roles: ['offline_access'] } },
    },
    officer: { sub: 'f:2', email, email_verified: true },
  },
  {
    heading: 'Google Workspace',
    isFullIdToken: true,
    head: { sub: '1', email: 'new@awex.example', email_verified: true, hd: 'awex.example' },
    refused: {
      'with a private account': { hd: undefined },
      'of another organisation': { hd: 'other.example' },
      'who was not added before': {},
    },
    officer: { sub: '2', email, email_verified: true, hd: 'awex.example', name: 'Officer' },
  },
  {
    heading: 'Amazon Cognito',
    isFullIdToken: true,
    head: {
      ...{ sub: '1', email: 'new@awex.example', email_verified: 'true', 'cognito:username': 'new' },
      'cognito:groups': ['eu-west-1_x_Google', 'awex-heads'],
    },
    refused: {
      'with an unverified address': { email_verified: 'false' },
      'without a group': { 'cognito:groups': undefined },
    },
    officer: { sub: '2', email, email_verified: 'true' },
  },
]
