import { hkdfSync } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { createRemoteJWKSet, EncryptJWT, jwtDecrypt, jwtVerify, type JWTPayload } from 'jose'
import * as client from 'openid-client'
import { Settings, type OpenIdSettings } from '../../config/settings.js'
import { personOf, type Person } from './openid-claims.js'

/** The start of a sign-in. */
export interface SignInStart {
  /** The sign-in page of the provider. */
  address: URL
  /** The encrypted state, for a cookie. */
  sealed: string
}

interface Pending {
  state: string
  nonce: string
  verifier: string
  returnTo: string
}

interface Provider {
  configuration: client.Configuration
  keys: ReturnType<typeof createRemoteJWKSet>
}

/** Asymmetric signatures only: a symmetric one could be made by anyone who knows the client secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Client of an OpenID Connect provider: the authorisation code flow with PKCE, and signed access tokens. */
@Injectable()
export class OpenIdProvider {
  private provider: Promise<Provider> | undefined

  constructor(private readonly settings: Settings) {}

  get isConfigured(): boolean {
    return this.settings.openId !== undefined
  }

  /** Starts a sign-in that returns to `redirectUri`. */
  async begin(redirectUri: string, returnTo: string): Promise<SignInStart> {
    const { configuration } = await this.getProvider()
    const verifier = client.randomPKCECodeVerifier()
    const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier, returnTo }
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: pending.state,
      nonce: pending.nonce,
    })
    return { address, sealed: await this.encrypt(pending) }
  }

  /**
   * Finishes a sign-in at the address to which the provider has redirected. Throws when it is not the sign-in of the
   * encrypted state.
   */
  async finish(address: URL, sealed: string): Promise<{ person: Person; returnTo: string }> {
    const { state, nonce, verifier, returnTo } = await this.decrypt(sealed)
    const { configuration, keys } = await this.getProvider()
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const { issuer, clientId } = this.openId
    const { payload } = await jwtVerify(tokens.id_token!, keys, { issuer, audience: clientId, algorithms })
    return { person: personOf(await this.addUserInfo(payload, tokens.access_token), this.openId), returnTo }
  }

  /**
   * Returns the person of an access token; null when no audience is configured. Throws when the token is for another
   * audience, has expired, or was not signed by the provider.
   */
  async bearer(token: string): Promise<{ person: Person; expiresAt: Date } | null> {
    const { issuer, audience } = this.openId
    if (audience === undefined) return null
    const { keys } = await this.getProvider()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['sub', 'exp'],
    })
    return { person: personOf(payload, this.openId), expiresAt: new Date(payload.exp! * 1_000) }
  }

  /** Adds the claims of the userinfo endpoint when the token has no e-mail address. */
  private async addUserInfo(claims: JWTPayload, accessToken: string): Promise<JWTPayload> {
    const { configuration } = await this.getProvider()
    if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims
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

  /** Derived from the client secret, so that all processes have the same key. */
  private get key(): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.openId.clientSecret, '', 'ancrage sign-in cookie', 32))
  }

  private encrypt(pending: Pending): Promise<string> {
    return new EncryptJWT({ ...pending })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime('10 minutes')
      .encrypt(this.key)
  }

  private async decrypt(sealed: string): Promise<Pending> {
    const { payload } = await jwtDecrypt<Pending>(sealed, this.key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return payload
  }
}
