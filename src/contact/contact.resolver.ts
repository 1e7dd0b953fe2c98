import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { Ask, Write } from '../write/mutation.js'
import { Contact } from './contact.entity.js'
import { CreateContactInput, EraseContactInput, UpdateContactInput } from './contact.input.js'
import { ContactService } from './contact.service.js'

@Resolver()
export class ContactResolver {
  constructor(private readonly service: ContactService) {}

  @FindOne(() => Contact, 'The person with this id; null when there is none, or none that you may see.', {
    id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
  })
  contact() {}

  @FindMany(() => Contact, 'The people that you may see.')
  contacts() {}

  @Write(() => Contact, 'pipeline:write', 'Enters a person: at a company, at an agency, or at neither.')
  createContact(@Ask() scope: Scope, @Args('input') input: CreateContactInput) {
    return this.service.create(scope, input)
  }

  @Write(() => Contact, 'pipeline:write', 'Edits a person.')
  updateContact(@Ask() scope: Scope, @Args('input') input: UpdateContactInput) {
    return this.service.update(scope, input)
  }

  @Write(
    () => Contact,
    'pipeline:write',
    'Erases a person for good, as the GDPR asks: name, job title, addresses, numbers and language go; the meetings stay, with a participant who has no name.',
  )
  eraseContact(@Ask() scope: Scope, @Args('input') input: EraseContactInput) {
    return this.service.erase(scope, input)
  }
}
