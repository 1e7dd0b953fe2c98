import { Module } from '@nestjs/common'
import { WeeklyModule } from '../weekly/weekly.module.js'
import { Deliveries } from './deliveries.js'
import { Post } from './post.js'
import { SendingResolver } from './sending.resolver.js'
import { SendingService } from './sending.service.js'
import { StandingOrders } from './standing-order.js'

@Module({
  imports: [WeeklyModule],
  providers: [SendingResolver, SendingService, StandingOrders, Deliveries, Post],
})
export class SendingModule {}
