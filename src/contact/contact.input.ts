import { Field, ID, InputType } from '@nestjs/graphql'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Contact } from './contact.entity.js'

const optional = ['jobTitle', 'emails', 'phones', 'language', 'decisionMaker', 'lawfulBasis'] as const

@InputType()
export class CreateContactInput extends createInputOf(Contact, ['name'], optional) {
  @Field(() => ID, { nullable: true, description: 'The company of the person.' })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The agency of the person, by its code or id.',
  })
  agency?: string | null
}

@InputType()
export class UpdateContactInput extends updateInputOf(Contact, ['name', ...optional]) {
  @Field(() => ID, {
    nullable: true,
    description: 'The new company of the person, which replaces an agency; null for none.',
  })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The new agency of the person, by its code or id, which replaces a company; null for none.',
  })
  agency?: string | null
}

@InputType()
export class ExportContactInput {
  @Field(() => ID, { description: 'The person.' })
  id: string
}
