import { Controller, Get, HttpCode, NotFoundException, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLogger } from '../core/logger.js'
import { cookieIn, loginCookie, loginCookieName, sessionCookie } from '../core/cookie.js'
import { toAppError, toGraphqlError } from '../core/error/error-response.js'
import { OpenIdService } from '../user/openid/openid.service.js'
import { callerOf } from './caller.js'
import { isNavigation } from './navigation.js'
import { languageOfPage, SignInPages, type SignInFault } from './page/sign-in-pages.js'
import { PublicAddress } from './public-address.js'

const log = createLogger('openid')

/** Longest logout token that is read, in characters. */
const maxLogoutToken = 16_384

const callbackPath = '/auth/callback'

/** Sign-in with an OpenID Connect provider, and its logout. Answers 404 when none is configured. */
@Controller('auth')
export class OpenIdController {
  constructor(
    private readonly openId: OpenIdService,
    private readonly address: PublicAddress,
    private readonly pages: SignInPages,
  ) {}

  /**
   * Redirects the browser to the provider. `account=other` offers another account; with `prove=true` the person proves
   * again who they are, as sensitive mutations require.
   */
  @Get('login')
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.openId.isConfigured) throw new NotFoundException()
    const query = request.query as { returnTo?: unknown; account?: unknown; prove?: unknown }
    const returnTo = this.address.returnPath(query.returnTo)
    void reply.header('cache-control', 'no-store')
    try {
      const { address, sealed } = await this.openId.begin({
        redirectUri: this.address.urlOf(callbackPath).href,
        returnTo,
        chooseAccount: query.account === 'other',
        prove: query.prove === 'true',
      })
      return await reply
        .header('set-cookie', loginCookie(sealed, request.isSecure))
        .redirect(address.href, 303)
    } catch (error) {
      return this.refuse(request, reply, error, returnTo)
    }
  }

  /** Receives the browser back from the provider, starts the session and opens the page of the beginning. */
  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.openId.isConfigured) throw new NotFoundException()
    void reply.header('cache-control', 'no-store').header('set-cookie', loginCookie('', request.isSecure))
    const sealed = cookieIn(request.headers.cookie, loginCookieName(request.isSecure))
    const returnTo = this.address.returnPath(await this.openId.returnToOf(sealed))
    try {
      const token = await this.openId.finish(this.callbackUrl(request), sealed, callerOf(request, reply))
      return await reply.header('set-cookie', sessionCookie(token, request.isSecure)).redirect(returnTo, 303)
    } catch (error) {
      return this.refuse(request, reply, error, returnTo)
    }
  }

  /** Receives a logout token, by which the provider ends sessions (OpenID Connect Back-Channel Logout 1.0). */
  @Post('backchannel-logout')
  @HttpCode(200)
  async backChannelLogout(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.openId.isConfigured) throw new NotFoundException()
    void reply.header('cache-control', 'no-store')
    const { logout_token: token } = (request.body ?? {}) as { logout_token?: unknown }
    try {
      if (typeof token !== 'string' || token.length > maxLogoutToken) throw new Error('no logout token')
      const count = await this.openId.endProviderSessions(token)
      log.info({ count }, 'sessions ended by the provider')
      return await reply.send()
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'logout token rejected')
      return reply.status(400).send({ error: 'invalid_request' })
    }
  }

  /** The address by which the provider returned, with the host of the public URL. */
  private callbackUrl({ url }: FastifyRequest): URL {
    const callback = this.address.urlOf(callbackPath)
    callback.search = url.includes('?') ? url.slice(url.indexOf('?')) : ''
    return callback
  }

  /** A browser gets a page, a program JSON. */
  private refuse(request: FastifyRequest, reply: FastifyReply, error: unknown, returnTo: string) {
    const fault = faultOf(error)
    void reply.status(fault ? statuses[fault] : 500)
    if (fault === 'openIdUnreachable') void reply.header('retry-after', '60')
    if (!fault) throw error
    if (isNavigation(request)) return this.pages.fault(request, reply, { fault, returnTo })
    return reply.send({ errors: [toGraphqlError(error, languageOfPage(request))] })
  }
}

const statuses: Record<SignInFault, number> = {
  openIdRefused: 401,
  openIdUnfinished: 401,
  openIdUnknown: 401,
  openIdUnreachable: 503,
}

function faultOf(error: unknown): SignInFault | undefined {
  const key = toAppError(error)?.key
  return Object.keys(statuses).find((fault): fault is SignInFault => fault === key)
}
