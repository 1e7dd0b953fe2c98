import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pickLanguage } from '../../core/locale.js'
import { PasswordLinkService } from './password-link.service.js'
import { passwordPagePolicy, renderLinkGone, renderPasswordForm, renderPasswordSet } from './password-page.js'

/** The page behind a one-time link, on which its user sets a password. Opening it does not use the link up. */
@Controller('password')
export class PasswordLinkController {
  constructor(private readonly links: PasswordLinkService) {}

  @Get(':secret')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const user = await this.links.find(secretOf(request))
    if (user) send(reply, 200, renderPasswordForm(user, null))
    else sendGone(request, reply)
  }

  @Post(':secret')
  @HttpCode(200)
  async set(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = secretOf(request)
    const user = await this.links.find(secret)
    if (!user) return sendGone(request, reply)
    const { password, again } = fieldsOf(request.body)
    const fault = password === again ? await this.links.use(secret, user, password) : 'DIFFERENT'
    if (fault === 'GONE') return sendGone(request, reply)
    if (fault) return send(reply, 422, renderPasswordForm(user, fault))
    send(reply, 200, renderPasswordSet(user.language))
  }
}

const secretOf = ({ params }: FastifyRequest): string => (params as { secret: string }).secret

function fieldsOf(body: unknown): { password: string; again: string } {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return { password: textOf(fields.password), again: textOf(fields.again) }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const sendGone = ({ headers }: FastifyRequest, reply: FastifyReply): void =>
  send(reply, 404, renderLinkGone(pickLanguage(headers['accept-language'])))

function send(reply: FastifyReply, status: number, html: string): void {
  void reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': passwordPagePolicy,
    })
    .send(html)
}
