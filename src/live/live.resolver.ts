import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql'
import type { Caller } from '../read/caller.js'
import { ChangeStreams } from './change-streams.js'
import { Changes } from './change.js'

@Resolver()
export class LiveResolver {
  constructor(private readonly streams: ChangeStreams) {}

  @Subscription(() => Changes, {
    description:
      'What changes in the rows that you see, at `/graphql/stream` over server-sent events. The first event has the position; the others come when something has changed. Without content: read the rows again.',
  })
  changes(
    @Context() caller: Caller,
    @Args('after', {
      type: () => ID,
      nullable: true,
      description: 'The position of the last event that you have. Default: from now on.',
    })
    after: string | null | undefined,
    @Args('deals', {
      type: () => [ID],
      nullable: true,
      description: 'Only rows of these deals, by id.',
    })
    deals: string[] | null | undefined,
  ) {
    return this.streams.open(caller, { ...(after != null && { after }), ...(deals != null && { deals }) })
  }
}
