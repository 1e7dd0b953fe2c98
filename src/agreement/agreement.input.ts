import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { Rule } from '../core/validation/rule.js'
import { createInputOf, updateInputOf, pickFields } from '../write/input.js'
import { Agreement } from './agreement.entity.js'
import { EmbargoCircleInput } from './embargo/embargo.js'
import { AgreementParty } from './party.entity.js'
import { WidensAccess } from '../write/widening/widening.js'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'

const optional = [
  'announcedOn',
  'signedOn',
  'signedWhen',
  'place',
  'amount',
  'endedOn',
  'embargoUntil',
  'confidentiality',
] as const

const maxLength = 50
const lengthOf = (list: unknown): number => (list as unknown[]).length
const atMostFifty = Rule('TOO_MANY', (list) => lengthOf(list) <= maxLength, { max: maxLength })
const atLeastTwo = Rule('TOO_FEW', (list) => list === null || lengthOf(list) >= 2, { min: 2 })

@InputType({ description: 'Exactly one of the three.' })
export class AgreementPartyInput extends pickFields(AgreementParty, ['name']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'A company.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'An agency: its code or id.' })
  agency?: string | null
}

@InputType({ isAbstract: true })
class RelationFields {
  @IsOptional()
  @atMostFifty
  @Field(() => [ID], {
    nullable: true,
    description: 'All deals that it belongs to; you must be allowed to change each of them.',
  })
  deals?: string[] | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => EmbargoCircleInput)
  @Field(() => EmbargoCircleInput, {
    nullable: true,
    description: 'Who may know of it until then; required for an embargo.',
  })
  embargoCircle?: EmbargoCircleInput | null
}

@InputType()
export class RecordAgreementInput extends IntersectionType(
  createInputOf(Agreement, ['title', 'kind', 'standing'], optional),
  RelationFields,
  InputType,
) {
  @atMostFifty
  @atLeastTwo
  @ValidateNested()
  @TypeOf(() => AgreementPartyInput)
  @Field(() => [AgreementPartyInput], { description: 'The parties, at least two.' })
  parties: AgreementPartyInput[]
}

@InputType()
export class UpdateAgreementInput extends IntersectionType(
  updateInputOf(Agreement, ['title', 'kind', 'standing', ...optional]),
  RelationFields,
  InputType,
) {
  @IsOptional()
  @atMostFifty
  @atLeastTwo
  @ValidateNested()
  @TypeOf(() => AgreementPartyInput)
  @Field(() => [AgreementPartyInput], {
    nullable: true,
    description: 'The parties, at least two. Replaces the stored list.',
  })
  parties?: AgreementPartyInput[]

  @IsOptional()
  @WidensAccess()
  widensAccess?: boolean | null
}

@InputType()
export class WithdrawAgreementInput extends WithdrawVersionInput {}
