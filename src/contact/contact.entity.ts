import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { LanguageCode } from '../core/enums.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  EnumField,
  EmailField,
  BooleanField,
  DateTimeField,
  ForeignKey,
  TableType,
  StringField,
  ToMany,
  ToOne,
  CodeField,
  extendType,
} from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

export const lawfulBases = [
  'CONSENT',
  'CONTRACT',
  'LEGAL_OBLIGATION',
  'PUBLIC_TASK',
  'LEGITIMATE_INTEREST',
] as const
export type LawfulBasis = (typeof lawfulBases)[number]
export const LawfulBasisCode = registerCodes(
  'LawfulBasis',
  lawfulBases,
  'Lawful basis for keeping the data of a person, by article 6 of the GDPR.',
)

@TableType('contact', 'A person at a prospect, at an agency, or at neither, such as a head of state.')
export class Contact extends Versioned {
  @StringField(200, 'Name; null once the person has been erased.', { nullable: 'read' })
  name: string | null

  @StringField(200, 'Job title.', { nullable: true })
  jobTitle: string | null

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(
    () => Prospect,
    '{t}.prospect_id',
    'The company of the person; null if at an agency or at neither.',
    { nullable: true },
  )
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency of the person; null if at a company or at neither.', {
    nullable: true,
  })
  agency: Agency | null

  @EmailField('E-mail addresses, the preferred one first.', { list: true })
  emails: string[]

  @CodeField(
    /^\+[1-9](?: ?\d){5,14}$/,
    '+32 4 225 27 27',
    'Telephone numbers with a plus and the country code (E.164, 6 to 15 digits), single spaces allowed; the preferred one first.',
    { list: true },
  )
  phones: string[]

  @EnumField(LanguageCode, 'Preferred language.', { nullable: true })
  language: Language | null

  @BooleanField(
    'Whether the person decides, or influences the decision substantially. Kept after erasure, because the fact `decisionMakerMet` depends on it.',
  )
  decisionMaker: boolean

  @EnumField(LawfulBasisCode, 'Lawful basis for keeping the data.', { nullable: true })
  lawfulBasis: LawfulBasis | null

  @DateTimeField('When the person was erased; null if not erased.', { nullable: true })
  erasedAt: Date | null

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered the person.')
  enteredBy: Agency
}

extendType(
  Prospect,
  'contacts',
  ToMany(() => Contact, '{t}.prospect_id = {p}.id', 'The people at the company.'),
)
extendType(
  Agency,
  'contacts',
  ToMany(
    () => Contact,
    '{t}.agency_id = {p}.id',
    'The contacts at the agency; its users are included only if they were entered as contacts.',
  ),
)
