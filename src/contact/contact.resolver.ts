import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Contact } from './contact.entity.js'
import {
  CreateContactInput,
  EraseContactInput,
  ExportContactInput,
  UpdateContactInput,
} from './contact.input.js'
import { ContactDossier } from './dossier.js'
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

  @WriteMutation(
    () => Contact,
    'pipeline:write',
    'Enters a person: at a company, at an agency, or at neither.',
  )
  createContact(@CurrentScope() scope: Scope, @Args('input') input: CreateContactInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(() => Contact, 'pipeline:write', 'Edits a person.')
  updateContact(@CurrentScope() scope: Scope, @Args('input') input: UpdateContactInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Contact,
    'pipeline:write',
    'Erases a person for good, as the GDPR asks: name, job title, addresses, numbers and language go, in the audit trail as well; the meetings stay, with a participant who has no name. `erasure` says what was kept, and where free text mentions the person.',
  )
  eraseContact(@CurrentScope() scope: Scope, @Args('input') input: EraseContactInput) {
    return this.service.erase(scope, input)
  }

  @FindMany(
    () => Contact,
    'The people whom your agency entered and nobody has edited, met or planned to meet for the time of RETENTION_MONTHS: to be erased, or kept for a reason. Only for a HEAD or ADMIN.',
    {
      on: `(select require_role('{HEAD,ADMIN}')) and {t}.erased_at is null and {t}.entered_by_id = (select viewer_agency())
        and {t}.updated_at < (select retention_start()) and not has_meeting_since({t}.id, (select retention_start()))`,
    },
  )
  contactsToReview() {}

  @WriteMutation(
    () => ContactDossier,
    'own:write',
    'Gives out all that is held on a person, as far as you may see it: what the GDPR lets the person ask for. It is a mutation because it leaves an entry in the audit trail.',
  )
  exportContact(@CurrentScope() scope: Scope, @Args('input') input: ExportContactInput) {
    return this.service.exportDossier(scope, input)
  }
}
