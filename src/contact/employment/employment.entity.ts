import { Agency } from '../../agency/agency.entity.js'
import { Prospect } from '../../prospect/prospect.entity.js'
import { PartialDate } from '../../read/composite/partial-date.js'
import {
  BooleanField,
  DerivedField,
  EmailField,
  EmbeddedField,
  ForeignKey,
  StringField,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { Versioned } from '../../write/versioned.js'
import { Contact } from '../contact.entity.js'

@TableType(
  'employment',
  'Where a person works or worked: at a company, at an agency or at neither. Protected like the company.',
)
export class Employment extends Versioned {
  @ForeignKey() contactId: string
  @ToOne(() => Contact, '{t}.contact_id', 'The person.')
  contact: Contact

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company; null if at an agency or at neither.', {
    nullable: true,
  })
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency; null if at a company or at neither.', { nullable: true })
  agency: Agency | null

  @StringField(200, 'Job title.', { nullable: true })
  jobTitle: string | null

  @EmailField('Work e-mail addresses, the preferred one first.', { list: true })
  emails: string[]

  @StringField(
    60,
    'Work telephone numbers as people write them; one without a country code is one of the country of your agency. Stored in E.164, with `;ext=` and the extension if there is one. The preferred one first.',
    { list: true },
  )
  phones: string[]

  @EmbeddedField(() => PartialDate, 'Beginning; null if unknown.', { nullable: true })
  from: PartialDate | null

  @EmbeddedField(() => PartialDate, 'End; null while it has not ended.', { nullable: true })
  until: PartialDate | null

  @BooleanField(
    'Whether those who see the employment see the person. False by default for a person who has worked at another organisation: they keep the access of their earlier employments. True, where it lets more users see the person, takes a HEAD.',
  )
  showsContact: boolean

  @DerivedField(
    'boolean',
    () => Boolean,
    '{t}.is_main',
    'Whether it is the one that the fields of the contact show.',
  )
  main: boolean
}

extendType(
  Contact,
  'employments',
  ToMany(() => Employment, '{t}.contact_id = {p}.id', 'Where the person works and worked.'),
)
extendType(
  Prospect,
  'employments',
  ToMany(() => Employment, '{t}.prospect_id = {p}.id', 'The people who work or worked at the company.'),
)
