import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { createInputOf, optionalFields, updateInputOf } from '../write/input.js'
import { Contact } from './contact.entity.js'
import { Employment } from './employment/employment.entity.js'

const optional = ['language', 'decisionMaker', 'lawfulBasis', 'publicFigure'] as const

/** The fields of the main employment. */
@InputType({ isAbstract: true })
class MainEmployment extends optionalFields(Employment, ['jobTitle', 'emails', 'phones']) {}

@InputType()
export class CreateContactInput extends IntersectionType(
  createInputOf(Contact, ['name'], optional),
  MainEmployment,
  InputType,
) {
  @Field(() => ID, { nullable: true, description: 'The company of the person.' })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The agency of the person, by its code or id.',
  })
  agency?: string | null
}

@InputType()
export class UpdateContactInput extends IntersectionType(
  updateInputOf(Contact, ['name', ...optional]),
  MainEmployment,
  InputType,
) {
  @Field(() => ID, {
    nullable: true,
    description:
      'The new company of the person: their main employment ends, and one at this company begins; null for none. Who sees the person does not change: use `createEmployment` to show them to those who see the company.',
  })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The new agency of the person, by its code or id, as `prospect`; null for none.',
  })
  agency?: string | null
}

@InputType()
export class ExportContactInput {
  @Field(() => ID, { description: 'The person.' })
  id: string
}
