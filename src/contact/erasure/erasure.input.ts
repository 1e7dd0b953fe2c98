import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Rule } from '../../core/validation/rule.js'
import { updateInputOf } from '../../write/input.js'
import { Contact } from '../contact.entity.js'
import { ErasureRequest } from './erasure-request.entity.js'

/** As many as a preview has. */
const maxMentions = 1000

/** Declares the choice from a preview. */
const ChosenMentions = (): PropertyDecorator => (target, key) => {
  const isShort = (ids: unknown) => (ids as unknown[]).length <= maxMentions
  IsOptional()(target, key)
  Rule('TOO_MANY', isShort, { max: maxMentions })(target, key)
  Field(() => [ID], {
    nullable: true,
    description:
      'Ids of mentions of `erasurePreview` in which the person is redacted, append-only records, issued summaries and the audit trail included. Only a HEAD may. An id whose text has changed since is rejected.',
  })(target, key)
}

@InputType()
export class EraseContactInput extends updateInputOf(Contact, []) {
  @ChosenMentions()
  redactMentions?: string[] | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Redacts every mention of `erasurePreview` that has a full name, an address or a number of the person. Only a HEAD may.',
    deprecationReason: 'Choose the mentions with `redactMentions`.',
  })
  redact?: boolean | null
}

@InputType()
export class AnswerErasureRequestInput extends updateInputOf(ErasureRequest, ['reason']) {
  @ChosenMentions()
  redactMentions?: string[] | null
}
