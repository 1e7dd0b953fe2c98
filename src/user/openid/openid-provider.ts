import { hkdfSync } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { createRemoteJWKSet, EncryptJWT, jwtDecrypt, jwtVerify, type JWTPayload } from 'jose'
import * as client from 'openid-client'
import { Settings, type OpenIdSettings } from '../../config/settings.js'
import { personOf, type Person } from './openid-claims.js'

/** What is told to the browser at the start of a sign-in, and has to come back from it. */
export interface SignInStart {
  /** Where the provider asks who it is. */
  address: URL
  /** For a cookie; nobody but us can read it. */
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

/** Signatures that only the provider can make. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** An OpenID Connect provider: the authorisation code flow with PKCE, and the access tokens it has signed. */
@Injectable()
export class OpenIdProvider {
  private provider: Promise<Provider> | undefined

  constructor(private readonly settings: Settings) {}

  get isThere(): boolean {
    return this.settings.openId !== undefined
  }

  async begin(redirectUri: string, returnTo: string): Promise<SignInStart> {
    const { configuration } = await this.found()
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
    return { address, sealed: await this.seal(pending) }
  }

  /** Who has come back to this address, and where he was going; throws where it is not the sign-in that was begun. */
  async finish(address: URL, sealed: string): Promise<{ person: Person; returnTo: string }> {
    const { state, nonce, verifier, returnTo } = await this.unseal(sealed)
    const { configuration, keys } = await this.found()
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const { issuer, clientId } = this.openId
    const { payload } = await jwtVerify(tokens.id_token!, keys, { issuer, audience: clientId, algorithms })
    return { person: personOf(await this.completed(payload, tokens.access_token), this.openId), returnTo }
  }

  /** Whom an access token was given to; throws where it is not for us, has expired, or is not the provider's. */
  async bearer(token: string): Promise<{ person: Person; expiresAt: Date } | null> {
    const { issuer, audience } = this.openId
    if (audience === undefined) return null
    const { keys } = await this.found()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['sub', 'exp'],
    })
    return { person: personOf(payload, this.openId), expiresAt: new Date(payload.exp! * 1_000) }
  }

  /** Many providers tell the address only when asked. */
  private async completed(claims: JWTPayload, accessToken: string): Promise<JWTPayload> {
    const { configuration } = await this.found()
    if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims
    const told = await client.fetchUserInfo(configuration, accessToken, claims.sub!)
    return { ...told, ...claims }
  }

  private get openId(): OpenIdSettings {
    return this.settings.openId!
  }

  /** Asked for when it is first needed, and again where that failed: the provider may start later than we do. */
  private found(): Promise<Provider> {
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
      // which the settings allow on this machine only
      execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [],
    })
    const { jwks_uri: keysAt } = configuration.serverMetadata()
    // a key that is not known is asked for, yet not more often than this however many such tokens come
    const keys = createRemoteJWKSet(new URL(keysAt!), { cooldownDuration: 2_000, timeoutDuration: 5_000 })
    return { configuration, keys }
  }

  /** The same in every process. */
  private get key(): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.openId.clientSecret, '', 'ancrage sign-in cookie', 32))
  }

  private seal(pending: Pending): Promise<string> {
    return new EncryptJWT({ ...pending })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime('10 minutes')
      .encrypt(this.key)
  }

  private async unseal(sealed: string): Promise<Pending> {
    const { payload } = await jwtDecrypt<Pending>(sealed, this.key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return payload
  }
}
