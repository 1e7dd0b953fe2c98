import { JsonScalar } from '../core/scalars.js'
import { DerivedField, ViewType, ToOne } from '../read/declare.js'
import { Contact } from './contact.entity.js'

@ViewType('contact', 'All data stored about a person, as far as you may see it.')
export class ContactDossier {
  @ToOne(() => Contact, '{t}.id', 'The person.')
  contact: Contact

  /** Built by contact_dossier.sql. */
  @DerivedField(
    'json',
    () => JsonScalar,
    'contact_dossier({t}.id)',
    '`contact`: the fields of the person; `employments`: where they work and worked; `meetings`: the meetings with them; `mentions`: the free text that names them; `history`: the changes, with their authors.',
    { filter: false },
  )
  held: object
}
