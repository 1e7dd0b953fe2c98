import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import './delivery.entity.js'
import { MailService } from './mail.service.js'
import { Recipient } from './recipient.entity.js'
import { MailSchedule } from './mail-schedule.entity.js'
import {
  AddRecipientInput,
  OrderSendingInput,
  ScheduleWeeklyMailInput,
  RemoveRecipientInput,
  SubscribeToWeeklySummaryInput,
} from './mail.input.js'

@Resolver()
export class MailResolver {
  constructor(private readonly mail: MailService) {}

  @WriteMutation(
    () => MailSchedule,
    'deal:decide',
    'Schedules the weekly mail of your agency, or switches it off: once a week the summary is issued, if it is not issued yet, and sent to the recipients.',
  )
  scheduleWeeklyMail(@CurrentScope() scope: Scope, @Args('input') input: ScheduleWeeklyMailInput) {
    return this.mail.schedule(scope, input)
  }

  @WriteMutation(() => MailSchedule, 'deal:decide', 'Schedules the weekly mail of your agency.', {
    deprecated: 'Use scheduleWeeklyMail.',
  })
  orderSending(@CurrentScope() scope: Scope, @Args('input') input: OrderSendingInput) {
    return this.mail.schedule(scope, input)
  }

  @WriteMutation(() => Recipient, 'deal:decide', 'Adds a recipient of the weekly summaries of your agency.')
  addRecipient(@CurrentScope() scope: Scope, @Args('input') input: AddRecipientInput) {
    return this.mail.addRecipient(scope, input)
  }

  @WriteMutation(
    () => Recipient,
    'own:write',
    'Adds you to the recipients of the weekly summaries of an agency, or changes the language and the attachment of your mails. Each mail has what you may see.',
  )
  subscribeToWeeklySummary(
    @CurrentScope() scope: Scope,
    @Args('input') input: SubscribeToWeeklySummaryInput,
  ) {
    return this.mail.subscribe(scope, input)
  }

  @WriteMutation(
    () => Recipient,
    'own:write',
    'Removes a recipient of weekly summaries: you, or as HEAD any recipient of your agency.',
  )
  removeRecipient(@CurrentScope() scope: Scope, @Args('input') input: RemoveRecipientInput) {
    return this.mail.removeRecipient(scope, input)
  }
}
