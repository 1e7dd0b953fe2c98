import { Controller, Get, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { DataSource } from 'typeorm'

/** Milliseconds after which a database that does not answer counts as unavailable. */
const databaseTimeout = 2_000

/** Probes for load balancers and container platforms. */
@Controller('health')
export class HealthController {
  private checking: Promise<boolean> | undefined

  constructor(private readonly source: DataSource) {}

  /** Returns 200 as long as the process answers. */
  @Get('live')
  live() {
    return { status: 'live' }
  }

  /** Returns 200 when the database answers too, else 503. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply) {
    // One check at a time: the address needs no token, and many requests must not take the connections of users.
    this.checking ??= this.isDatabaseReady().finally(() => (this.checking = undefined))
    const isReady = await this.checking
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'waiting for the database' })
  }

  private async isDatabaseReady(): Promise<boolean> {
    const late = new Promise<false>((resolve) => setTimeout(resolve, databaseTimeout, false).unref())
    const answer = this.source.query('select 1').then(
      () => true,
      () => false,
    )
    return Promise.race([answer, late])
  }
}
