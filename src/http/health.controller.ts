import { Controller, Get, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { DataSource } from 'typeorm'

/** Milliseconds after which a database that does not answer counts as gone. */
const databaseTimeout = 2_000

/** For whoever watches over the process: load balancers, containers. */
@Controller('health')
export class HealthController {
  constructor(private readonly source: DataSource) {}

  /** The process answers. */
  @Get('live')
  live() {
    return { status: 'live' }
  }

  /** The database answers too; 503 while it does not. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply) {
    const ready = await this.databaseAnswers()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'waiting for the database' })
  }

  private async databaseAnswers(): Promise<boolean> {
    const late = new Promise<false>((resolve) => setTimeout(resolve, databaseTimeout, false).unref())
    const answer = this.source.query('select 1').then(
      () => true,
      () => false,
    )
    return Promise.race([answer, late])
  }
}
