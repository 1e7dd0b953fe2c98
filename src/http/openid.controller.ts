import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieIn, loginCookie, loginCookieName, sessionCookie } from '../core/cookie.js'
import { pickLanguage } from '../core/locale.js'
import { toGraphqlError } from '../core/error/error-response.js'
import { OpenIdService } from '../user/openid/openid.service.js'
import { originOf } from './caller.js'

/** Sign-in with an OpenID Connect provider. Answers 404 when none is configured. */
@Controller('auth')
export class OpenIdController {
  constructor(private readonly openId: OpenIdService) {}

  /** Redirects the browser to the provider. */
  @Get('login')
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.openId.isConfigured) throw new NotFoundException()
    const { returnTo } = request.query as { returnTo?: unknown }
    void reply.header('cache-control', 'no-store')
    try {
      const callback = ownAddress(request, '/auth/callback').href
      const { address, sealed } = await this.openId.begin(callback, localPath(returnTo))
      const cookie = loginCookie(sealed, originOf(request).secure)
      return await reply.header('set-cookie', cookie).redirect(address.href)
    } catch (error) {
      return sendError(request, reply.status(503).header('retry-after', '60'), error)
    }
  }

  /** Receives the browser back from the provider, starts the session and redirects to the page. */
  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.openId.isConfigured) throw new NotFoundException()
    const origin = originOf(request)
    void reply.header('cache-control', 'no-store').header('set-cookie', loginCookie('', origin.secure))
    try {
      const sealed = cookieIn(request.headers.cookie, loginCookieName)
      const { token, returnTo } = await this.openId.finish(ownAddress(request, request.url), sealed, origin)
      return await reply.header('set-cookie', sessionCookie(token, origin.secure)).redirect(returnTo)
    } catch (error) {
      return sendError(request, reply.status(401), error)
    }
  }
}

const sendError = ({ headers }: FastifyRequest, reply: FastifyReply, error: unknown) =>
  reply.send({ errors: [toGraphqlError(error, pickLanguage(headers['accept-language']))] })

const ownAddress = ({ protocol, host }: FastifyRequest, path: string): URL =>
  new URL(path, `${protocol}://${host}`)

/** Returns a path of this site; '/' for anything else, so that no link of this site redirects to another one. */
const localPath = (returnTo: unknown): string =>
  typeof returnTo === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(returnTo) ? returnTo : '/'
