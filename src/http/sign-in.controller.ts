import { Controller, Get, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { noSessionCookie } from '../core/cookie.js'
import { OpenIdService } from '../user/openid/openid.service.js'
import { callerOf } from './caller.js'
import { SignInPages } from './page/sign-in-pages.js'
import { PublicAddress } from './public-address.js'

const signedOutPath = '/auth/signed-out'

/** The pages to sign in and out, with or without a provider. */
@Controller('auth')
export class SignInController {
  constructor(
    private readonly openId: OpenIdService,
    private readonly address: PublicAddress,
    private readonly pages: SignInPages,
  ) {}

  /** `/auth/sign-in?returnTo=/summaries/awex/latest` */
  @Get('sign-in')
  signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { returnTo } = request.query as { returnTo?: unknown }
    return this.pages.signIn(request, reply, this.address.returnPath(returnTo))
  }

  /** Confirms before it signs out: another site could link to this address. */
  @Get('logout')
  async confirmSignOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.pages.confirmSignOut(request, reply, await this.openId.logoutOrigins())
  }

  /**
   * Ends the session here and at the provider, and redirects there or to the page that confirms it. Only forms of the
   * service itself may: a form of another site leads to the page that confirms it.
   */
  @Post('logout')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (request.site !== 'same-origin' && request.site !== 'none')
      return reply.redirect(this.address.pathOf('/auth/logout'), 303)
    const done = this.address.pathOf(signedOutPath)
    const caller = { ...callerOf(request, reply), setCookie: () => undefined }
    const provider = await this.openId.signOut(caller, () => this.address.urlOf(signedOutPath).href)
    return reply
      .headers({
        'cache-control': 'no-store',
        'clear-site-data': '"cache", "storage"',
        'set-cookie': noSessionCookie(request.isSecure),
      })
      .redirect(provider?.href ?? done, 303)
  }

  @Get('signed-out')
  signedOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.pages.signedOut(request, reply)
  }
}
