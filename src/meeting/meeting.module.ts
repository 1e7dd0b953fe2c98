import { Module } from '@nestjs/common'
import { MeetingResolver } from './meeting.resolver.js'
import { MeetingService } from './meeting.service.js'
import './no-meeting-held-since.js'
import './no-meeting-since.js'
import './meeting-as-of.js'

/** The task module implements FollowUps, which MeetingService depends on. */
@Module({ providers: [MeetingService, MeetingResolver] })
export class MeetingModule {}
