import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { LanguageCode } from '../core/enums.js'
import type { Language } from '../core/locale.js'
import { pickFields } from '../write/input.js'
import { MailAttachmentCode, type MailAttachment } from './recipient.entity.js'
import { MailSchedule } from './mail-schedule.entity.js'

@InputType()
export class ScheduleWeeklyMailInput extends pickFields(MailSchedule, ['weekday', 'hour']) {
  @Field(() => String, { description: 'Code of your agency.' })
  agency: string

  @Field({ description: 'Whether summaries are sent. If true, they are issued and sent in your name.' })
  on: boolean
}

/** Input of the deprecated mutation orderSending. */
@InputType()
export class OrderSendingInput extends ScheduleWeeklyMailInput {}

@InputType()
export class AddRecipientInput {
  @Field(() => String, { description: 'Code of your agency.' })
  agency: string

  @Field(() => ID, { description: 'Id of the recipient, a user of any agency.' })
  user: string
}

@InputType()
export class SubscribeToWeeklySummaryInput {
  @Field(() => String, { description: 'Code of the agency.' })
  agency: string

  @IsOptional()
  @Field(() => LanguageCode, {
    nullable: true,
    description:
      'The language of the mails; null: your language. Without it, a subscription keeps the one that it has.',
  })
  language?: Language | null

  @IsOptional()
  @Field(() => MailAttachmentCode, {
    nullable: true,
    description:
      'What is attached. Without it, a new subscription has PDF and another one keeps what it has.',
  })
  attachment?: MailAttachment | null
}

@InputType()
export class RemoveRecipientInput {
  @Field(() => ID, { description: 'Id of the entry: your own, or one of your agency.' })
  id: string
}
