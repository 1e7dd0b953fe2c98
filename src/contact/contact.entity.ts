import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { LanguageCode } from '../core/enums.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  DerivedField,
  EnumField,
  BooleanField,
  DateTimeField,
  ForeignKey,
  TableType,
  StringField,
  ToMany,
  ToOne,
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
  {
    CONSENT: 'The person has consented: article 6(1)(a).',
    CONTRACT: 'A contract with the person needs it: article 6(1)(b).',
    LEGAL_OBLIGATION: 'The law requires it: article 6(1)(c).',
    PUBLIC_TASK: 'A task in the public interest needs it: article 6(1)(e).',
    LEGITIMATE_INTEREST: 'A legitimate interest outweighs that of the person: article 6(1)(f).',
  },
)

@TableType(
  'contact',
  'A person. Where they work is an employment; the fields here show their main one, the last entered of those that have not ended, as far as you may see it.',
  {
    beside: {
      employment:
        'left join employment {employment} on {employment}.contact_id = {t}.id and {employment}.is_main',
    },
  },
)
export class Contact extends Versioned {
  @StringField(200, 'Name; null once the person has been erased.', { nullable: 'read' })
  name: string | null

  @DerivedField(
    'text',
    () => String,
    'coalesce({employment}.job_title, {t}.job_title)',
    'Job title in the main employment.',
    { nullable: true },
  )
  jobTitle: string | null

  @ToOne(
    () => Prospect,
    '{employment}.prospect_id',
    'The company of the main employment; null if at an agency or at neither.',
    { nullable: true },
  )
  prospect: Prospect | null

  @ToOne(
    () => Agency,
    '{employment}.agency_id',
    'The agency of the main employment; null if at a company or at neither.',
    { nullable: true },
  )
  agency: Agency | null

  @DerivedField(
    'text',
    () => String,
    'coalesce({employment}.emails, array[]::text[])',
    'E-mail addresses in the main employment, the preferred one first.',
    { list: true },
  )
  emails: string[]

  @DerivedField(
    'word',
    () => String,
    'coalesce({employment}.phones, array[]::text[])',
    'Telephone numbers in the main employment, in E.164 with `;ext=` and the extension if there is one; the preferred one first.',
    { list: true },
  )
  phones: string[]

  @BooleanField(
    'Whether the person is a public figure: then every user sees name and job title, unless they are or were employed by a company.',
  )
  publicFigure: boolean

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

const mainEmployment = 'join employment {via} on {via}.contact_id = {t}.id and {via}.is_main'

extendType(
  Prospect,
  'contacts',
  ToMany(() => Contact, '{via}.prospect_id = {p}.id', 'The people at the company.', { via: mainEmployment }),
)
extendType(
  Agency,
  'contacts',
  ToMany(
    () => Contact,
    '{via}.agency_id = {p}.id',
    'The contacts at the agency; its users are included only if they were entered as contacts.',
    { via: mainEmployment },
  ),
)
