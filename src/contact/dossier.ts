import { JsonScalar } from '../core/scalars.js'
import { DerivedField, ViewType, ToOne } from '../read/declare.js'
import { Contact } from './contact.entity.js'

@ViewType('contact', 'All that is held on one person, as far as you may see it.')
export class ContactDossier {
  @ToOne(() => Contact, '{t}.id', 'The person.')
  contact: Contact

  @DerivedField(
    'json',
    () => JsonScalar,
    'contact_dossier({t}.id)',
    '`contact`: what is known of the person; `meetings`: where they took part; `mentions`: where free text names them; `history`: who entered and changed what.',
    { filter: false },
  )
  held: object
}
