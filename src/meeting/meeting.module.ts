import { Module } from '@nestjs/common'
import { MeetingResolver } from './meeting.resolver.js'
import { MeetingService } from './meeting.service.js'
import './no-meeting-since.js'

/** The follow-ups of a meeting are taken up by the task module. */
@Module({ providers: [MeetingService, MeetingResolver] })
export class MeetingModule {}
