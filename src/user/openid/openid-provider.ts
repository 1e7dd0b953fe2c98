import { Injectable } from '@nestjs/common'
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'
import * as client from 'openid-client'
import { Settings, type OpenIdSettings } from '../../config/settings.js'
import { appError } from '../../core/error/app-error.js'
import { algorithms } from './algorithms.js'
import { readLogoutToken, type ProviderLogout } from './logout-token.js'
import { hasGaps, missingClaim, personOf, type Person } from './openid-claims.js'
import { seal, unseal } from './sealed.js'

/** The start of a sign-in. */
export interface SignInStart {
  /** The sign-in page of the provider. */
  address: URL
  /** The encrypted state, for a cookie. */
  sealed: string
}

export interface SignInOptions {
  redirectUri: string
  /** The local address to open afterwards. */
  returnTo: string
  /** Whether the provider lets the person choose another account. */
  chooseAccount: boolean
  /** Whether the person proves again who they are, although they are signed in at the provider. */
  prove: boolean
}

interface Pending extends Record<string, unknown> {
  state: string
  nonce: string
  verifier: string
  returnTo: string
}

/** A sign-in that the provider has confirmed. */
export interface ConfirmedSignIn {
  person: Person
  /** When the person last proved who they are; null if the provider does not state it. */
  provedAt: Date | null
  /** The encrypted ID token. */
  idToken: string
}

/** An access token that the provider has issued. */
export interface AccessToken {
  person: Person
  issuedAt: Date
  expiresAt: Date
}

interface Provider {
  configuration: client.Configuration
  keys: ReturnType<typeof createRemoteJWKSet>
}

/** Client of an OpenID Connect provider: the authorisation code flow with PKCE, access tokens, and logout. */
@Injectable()
export class OpenIdProvider {
  private provider: Promise<Provider> | undefined

  constructor(private readonly settings: Settings) {}

  get isConfigured(): boolean {
    return this.settings.openId !== undefined
  }

  /** Starts a sign-in. */
  async begin({ redirectUri, returnTo, chooseAccount, prove }: SignInOptions): Promise<SignInStart> {
    const { configuration } = await this.getProvider()
    const verifier = client.randomPKCECodeVerifier()
    const pending: Pending = { state: client.randomState(), nonce: client.randomNonce(), verifier, returnTo }
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.openId.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: pending.state,
      nonce: pending.nonce,
      ...(chooseAccount && { prompt: this.openId.accountPrompt }),
      ...(prove && { prompt: 'login', max_age: '0' }),
    })
    return { address, sealed: await seal(this.openId.clientSecret, 'sign-in cookie', pending, '10 minutes') }
  }

  /** Returns the address to open after the sign-in of this cookie; null if it cannot be read. */
  async returnToOf(sealed: string): Promise<string | null> {
    const pending = await this.pendingOf(sealed).catch(() => null)
    return pending?.returnTo ?? null
  }

  /**
   * Finishes a sign-in at the address to which the provider has redirected. Throws when it is not the sign-in of the
   * encrypted state. Throws UNAUTHENTICATED when the provider reports that the person was refused or has cancelled, or
   * when a required claim is absent.
   */
  async finish(address: URL, sealed: string): Promise<ConfirmedSignIn> {
    const { state, nonce, verifier } = await this.pendingOf(sealed)
    const { configuration, keys } = await this.getProvider()
    const tokens = await client
      .authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw explainRefusal(error)
      })
    const { issuer, clientId, clientSecret } = this.openId
    const idToken = tokens.id_token!
    const { payload } = await jwtVerify(idToken, keys, { issuer, audience: clientId, algorithms })
    const claims = await this.addUserInfo(payload, tokens.access_token)
    if (missingClaim(claims, this.openId)) throw appError('openIdRefused')
    return {
      person: personOf(claims, this.openId),
      provedAt: typeof payload.auth_time === 'number' ? new Date(payload.auth_time * 1_000) : null,
      idToken: await seal(clientSecret, 'id token', { idToken }),
    }
  }

  /**
   * Returns the person of an access token; null when no audience is configured. It expires SESSION_HOURS after it was
   * issued at the latest. Throws when the token is for another audience, is too old, was not signed by the provider,
   * or is an ID token or a logout token.
   */
  async bearer(token: string): Promise<AccessToken | null> {
    const { issuer, audience } = this.openId
    if (audience === undefined) return null
    const { keys } = await this.getProvider()
    const { sessionHours } = this.settings
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: `${sessionHours} hours`,
    })
    if (payload.nonce !== undefined || payload.events !== undefined) throw new Error('not an access token')
    if (missingClaim(payload, this.openId)) throw new Error('a required claim is absent')
    const [issuedAt, limit] = [payload.iat! * 1_000, payload.exp! * 1_000]
    const expiresAt = Math.min(limit, issuedAt + sessionHours * 3_600_000)
    return {
      person: personOf(payload, this.openId),
      issuedAt: new Date(issuedAt),
      expiresAt: new Date(expiresAt),
    }
  }

  /** Returns what a logout token of the provider states. Throws when it is not valid. */
  async readLogout(token: string): Promise<ProviderLogout> {
    const { keys } = await this.getProvider()
    return readLogoutToken(token, keys, this.openId)
  }

  /**
   * Returns the address at which the browser ends the session at the provider and is sent on to `returnUri`; null when
   * the provider has none, or the settings do not want it. `idToken` is encrypted, or empty.
   */
  async logoutUrl(idToken: string, returnUri: string): Promise<URL | null> {
    const { logout, clientId, clientSecret } = this.openId
    if (logout === 'off') return null
    const metadata = (await this.getProvider()).configuration.serverMetadata()
    const endpoint = metadata.end_session_endpoint
    if (logout === 'cognito') {
      const url = new URL(endpoint ?? new URL('/logout', metadata.authorization_endpoint))
      url.search = new URLSearchParams({ client_id: clientId, logout_uri: returnUri }).toString()
      return url
    }
    if (!endpoint) return null
    const url = new URL(endpoint)
    url.searchParams.set('client_id', clientId)
    url.searchParams.set('post_logout_redirect_uri', returnUri)
    if (idToken) {
      const hint = await unseal<{ idToken: string }>(clientSecret, 'id token', idToken)
      url.searchParams.set('id_token_hint', hint.idToken)
    }
    return url
  }

  /** Adds the claims of the userinfo endpoint when the token lacks claims that the settings name. */
  private async addUserInfo(claims: JWTPayload, accessToken: string): Promise<JWTPayload> {
    const { configuration } = await this.getProvider()
    if (!hasGaps(claims, this.openId) || !configuration.serverMetadata().userinfo_endpoint) return claims
    const userInfo = await client.fetchUserInfo(configuration, accessToken, claims.sub!)
    return { ...userInfo, ...claims }
  }

  private get openId(): OpenIdSettings {
    return this.settings.openId!
  }

  /** Discovers the provider on first use, and again after a failure: the provider may start later than we do. */
  private getProvider(): Promise<Provider> {
    this.provider ??= this.discover().catch((error: unknown) => {
      this.provider = undefined
      throw error
    })
    return this.provider
  }

  private async discover(): Promise<Provider> {
    const { issuer, clientId, clientSecret } = this.openId
    const configuration = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: 10,
      // The settings allow http only on this machine.
      execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [],
    })
    const { jwks_uri: keysUri } = configuration.serverMetadata()
    // The cooldown limits how often tokens with an unknown key make us fetch the keys.
    const keys = createRemoteJWKSet(new URL(keysUri!), { cooldownDuration: 2_000, timeoutDuration: 5_000 })
    return { configuration, keys }
  }

  private pendingOf(sealed: string): Promise<Pending> {
    return unseal<Pending>(this.openId.clientSecret, 'sign-in cookie', sealed)
  }
}

/** An error that the provider reports is an answer; any other means that the sign-in could not be completed. */
const explainRefusal = (error: unknown): unknown =>
  error instanceof client.AuthorizationResponseError
    ? appError(error.error === 'temporarily_unavailable' ? 'openIdUnreachable' : 'openIdRefused')
    : error
