import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { CalendarFeed, NewCalendarFeed } from './calendar-feed.entity.js'
import { CreateCalendarFeedInput, RevokeCalendarFeedInput } from './calendar-feed.input.js'
import { CalendarFeedService } from './calendar-feed.service.js'

@Resolver()
export class CalendarFeedResolver {
  constructor(private readonly feeds: CalendarFeedService) {}

  @WriteMutation(
    () => NewCalendarFeed,
    'own:write',
    'Creates an address at which a calendar program reads your meetings of the last 90 days and the coming year, and the days on which your open tasks are due, in your language. Meetings and tasks with a deal that is not OPEN have no title, topics and people: INTERNAL deals show their code name and the place, RESTRICTED ones their reference.',
  )
  createCalendarFeed(@CurrentScope() scope: Scope, @Args('input') input: CreateCalendarFeedInput) {
    return this.feeds.create(scope, input)
  }

  @WriteMutation(
    () => CalendarFeed,
    'own:write',
    'Revokes one of your feeds, or as ADMIN one of your agency, from the next request on.',
  )
  revokeCalendarFeed(@CurrentScope() scope: Scope, @Args('input') input: RevokeCalendarFeedInput) {
    return this.feeds.revoke(scope, input)
  }
}
