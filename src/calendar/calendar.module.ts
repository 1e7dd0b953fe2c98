import { Module } from '@nestjs/common'
import { CalendarFeedResolver } from './calendar-feed.resolver.js'
import { CalendarFeedService } from './calendar-feed.service.js'
import { CalendarController } from './calendar.controller.js'

@Module({ controllers: [CalendarController], providers: [CalendarFeedResolver, CalendarFeedService] })
export class CalendarModule {}
