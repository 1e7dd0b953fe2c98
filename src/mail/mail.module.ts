import { Module } from '@nestjs/common'
import { WeeklyModule } from '../weekly/weekly.module.js'
import { Deliveries } from './mail-sender.js'
import { Post } from './mail-scheduler.js'
import { SendingResolver } from './mail.resolver.js'
import { SendingService } from './mail.service.js'
import { StandingOrders } from './schedule-runner.js'

@Module({
  imports: [WeeklyModule],
  providers: [SendingResolver, SendingService, StandingOrders, Deliveries, Post],
})
export class SendingModule {}
