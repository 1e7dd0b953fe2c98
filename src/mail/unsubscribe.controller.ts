import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { escapeXml } from '../core/escape-xml.js'
import { translate } from '../core/locale.js'
import { tokenHash } from '../core/token.js'
import { uuidv7 } from '../core/uuid.js'
import { sendPage } from '../http/page/page.js'
import { languageOfPage } from '../http/page/sign-in-pages.js'

/**
 * Ends the mails to a recipient, without a sign-in: the address has a secret token. Only a POST does, as a mail scanner
 * opens each link. The answers are the same whether the token exists or not.
 */
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly source: DataSource) {}

  @Get(':token')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendQuestion(request, reply)
  }

  /** What mail programs send with one click (RFC 8058), and what the page sends. */
  @Post(':token')
  @HttpCode(200)
  async unsubscribe(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!isOneClick(request.body)) return sendQuestion(request, reply.status(400))
    const { token } = request.params as { token: string }
    await this.source.query('select end_mail_by_link($1, $2)', [tokenHash(token), uuidv7()])
    const language = languageOfPage(request)
    return sendPage(reply, {
      language,
      title: translate(language, 'unsubscribe.doneTitle'),
      sentences: [translate(language, 'unsubscribe.done')],
      body: '',
    })
  }
}

function sendQuestion(request: FastifyRequest, reply: FastifyReply) {
  const language = languageOfPage(request)
  const label = escapeXml(translate(language, 'unsubscribe.confirm'))
  return sendPage(reply, {
    language,
    title: translate(language, 'unsubscribe.title'),
    sentences: [translate(language, 'unsubscribe.text')],
    body: `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button class="primary">${label}</button></form>`,
  })
}

/** A form of one of two types; of `multipart/form-data` the body is text. */
const isOneClick = (body: unknown): boolean =>
  typeof body === 'string'
    ? isOneClickForm(body.split(/\r?\n/))
    : (body as Record<string, unknown> | null)?.['List-Unsubscribe'] === 'One-Click'

/** Reads each line once, as any client may send them: after the headers of the part and an empty line comes its value. */
function isOneClickForm(lines: readonly string[]): boolean {
  const header = lines.findIndex((line) => /name="?List-Unsubscribe"?/.test(line))
  const end = header < 0 ? -1 : lines.indexOf('', header)
  return end >= 0 && lines[end + 1] === 'One-Click' && lines.length > end + 2
}
