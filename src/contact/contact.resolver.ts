import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Contact } from './contact.entity.js'
import { CreateContactInput, ExportContactInput, UpdateContactInput } from './contact.input.js'
import { ContactDossier } from './dossier.js'
import { ContactService } from './contact.service.js'

@Resolver()
export class ContactResolver {
  constructor(private readonly service: ContactService) {}

  @FindOne(() => Contact, 'The person with this id; null if they do not exist or you may not see them.', {
    id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
  })
  contact() {}

  @FindMany(() => Contact, 'The people that you may see.')
  contacts() {}

  @WriteMutation(
    () => Contact,
    'pipeline:write',
    'Creates a contact: a person at a company, at an agency, or at neither.',
  )
  createContact(@CurrentScope() scope: Scope, @Args('input') input: CreateContactInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(() => Contact, 'pipeline:write', 'Edits a contact.')
  updateContact(@CurrentScope() scope: Scope, @Args('input') input: UpdateContactInput) {
    return this.service.update(scope, input)
  }

  @FindMany(
    () => Contact,
    'The people entered by your agency who were not edited, met or planned to be met for RETENTION_MONTHS: erase them, or keep them for a reason. Only for a HEAD or ADMIN.',
    {
      on: `(select require_role('{HEAD,ADMIN}')) and {t}.erased_at is null and {t}.entered_by_id = (select viewer_agency())
        and {t}.updated_at < (select retention_start()) and not has_meeting_since({t}.id, (select retention_start()))`,
    },
  )
  contactsToReview() {}

  @WriteMutation(
    () => ContactDossier,
    'own:write',
    'Exports all data stored about a person, as far as you may see it, for their right of access under the GDPR. It is a mutation because it writes an entry to the audit trail.',
  )
  exportContact(@CurrentScope() scope: Scope, @Args('input') input: ExportContactInput) {
    return this.service.exportDossier(scope, input)
  }
}
