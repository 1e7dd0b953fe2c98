import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { PasswordLinkService } from '../user/password-link/password-link.service.js'
import { PasswordPages } from './page/password-pages.js'

/** The page behind a one-time link, on which its user sets a password. Opening it does not use the link up. */
@Controller('password')
export class PasswordLinkController {
  constructor(
    private readonly links: PasswordLinkService,
    private readonly pages: PasswordPages,
  ) {}

  @Get(':secret')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const user = await this.links.find(secretOf(request))
    return user ? this.pages.form(reply, user, null) : this.pages.gone(request, reply)
  }

  @Post(':secret')
  @HttpCode(200)
  async set(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const secret = secretOf(request)
    const user = await this.links.find(secret)
    if (!user) return this.pages.gone(request, reply)
    const { password, again } = fieldsOf(request.body)
    const fault = password === again ? await this.links.use(secret, user, password) : 'DIFFERENT'
    if (fault === 'GONE') return this.pages.gone(request, reply)
    return fault ? this.pages.form(reply, user, fault) : this.pages.done(reply, user)
  }
}

const secretOf = ({ params }: FastifyRequest): string => (params as { secret: string }).secret

function fieldsOf(body: unknown): { password: string; again: string } {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return { password: textOf(fields.password), again: textOf(fields.again) }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
