import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
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
export class EraseContactInput extends updateInputOf(Contact, []) {
  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Also blanks the full name, addresses and numbers of the person wherever free text mentions them, append-only records included. Only a HEAD may. Default: the mentions are listed for review.',
  })
  redact?: boolean | null
}

@InputType()
export class ExportContactInput {
  @Field(() => ID, { description: 'The person.' })
  id: string
}
