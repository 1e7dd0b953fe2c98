import { Module } from '@nestjs/common'
import { CalendarFeedResolver } from './calendar-feed.resolver.js'
import { CalendarFeedService } from './calendar-feed.service.js'

@Module({ providers: [CalendarFeedResolver, CalendarFeedService] })
export class CalendarModule {}
