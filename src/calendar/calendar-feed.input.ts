import { Field, ID, InputType } from '@nestjs/graphql'
import { pickFields } from '../write/input.js'
import { CalendarFeed } from './calendar-feed.entity.js'

@InputType()
export class CreateCalendarFeedInput extends pickFields(CalendarFeed, ['name']) {}

@InputType()
export class RevokeCalendarFeedInput {
  @Field(() => ID, { description: 'Id of the feed.' })
  id: string
}
