import { JsonScalar } from '../core/scalars.js'
import { Derived, Shown, ToOne } from '../read/declare.js'
import { Contact } from './contact.entity.js'

@Shown('contact', 'All that is held on one person, as far as you may see it.')
export class ContactDossier {
  @ToOne(() => Contact, '{t}.id', 'The person.')
  contact: Contact

  @Derived(
    'json',
    () => JsonScalar,
    'contact_dossier({t}.id)',
    '`contact`: what is known of the person; `meetings`: where they took part; `mentions`: where free text names them; `history`: who entered and changed what.',
    { filter: false },
  )
  held: object
}
