import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Contact } from './contact.entity.js'

const optional = ['jobTitle', 'emails', 'phones', 'language', 'decisionMaker', 'lawfulBasis'] as const

@InputType()
export class CreateContactInput extends createInputOf(Contact, ['name'], optional) {
  @Field(() => ID, { nullable: true, description: 'The company that the person works for.' })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The agency that the person works for, by its code or id.',
  })
  agency?: string | null
}

@InputType()
export class UpdateContactInput extends updateInputOf(Contact, ['name', ...optional]) {
  @Field(() => ID, {
    nullable: true,
    description: 'The company that the person works for now, and no longer for an agency; null: for none.',
  })
  prospect?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The agency that the person works for now, by its code or id, and no longer for a company; null: for none.',
  })
  agency?: string | null
}

@InputType()
export class EraseContactInput extends updateInputOf(Contact, []) {
  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Also blank the person’s full name, addresses and numbers wherever free text mentions them, in what was recorded for good as well. Only a HEAD decides that. Left out: they are listed for review.',
  })
  redact?: boolean | null
}

@InputType()
export class ExportContactInput {
  @Field(() => ID, { description: 'Which person.' })
  id: string
}
