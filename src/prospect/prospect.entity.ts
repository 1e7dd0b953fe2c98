import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import {
  UrlField,
  DateField,
  EnumField,
  CountryField,
  DateTimeField,
  NaceField,
  EmbeddedField,
  ForeignKey,
  TableType,
  StringField,
  ToOne,
  IntField,
  CodeField,
} from '../read/declare.js'
import { Money } from '../read/composite/money.js'
import { Versioned } from '../write/versioned.js'

/** Confidentiality levels of a row without a deal. */
const freeConfidentialities = ['OPEN', 'INTERNAL'] as const
export type FreeConfidentiality = (typeof freeConfidentialities)[number]
export const FreeConfidentialityCode = registerCodes(
  'FreeConfidentiality',
  freeConfidentialities,
  'Visibility of a row without a deal.',
  {
    OPEN: 'Every signed-in user sees the row, except an OPERATOR.',
    INTERNAL: 'Only users of the agency that entered it see the row.',
  },
)

@TableType(
  'prospect',
  'A company that the region courts or follows. Its fields are the current values; the audit trail keeps earlier ones.',
)
export class Prospect extends Versioned {
  @StringField(200, 'Name in everyday use.')
  name: string

  @StringField(200, 'Other names of the company.', { list: true })
  aliases: string[]

  @StringField(200, 'Name in the register of companies.', { nullable: true })
  legalName: string | null

  @CountryField('ISO 3166-1 alpha-2 code of the country of the registered office.', { nullable: true })
  country: string | null

  @StringField(200, 'City of the registered office.', { nullable: true })
  city: string | null

  @NaceField('NACE Rev. 2 section (a letter) or division (two digits).', { nullable: true })
  sector: string | null

  @IntField(0, 2 ** 31 - 1, 'Number of employees.', { nullable: true })
  headcount: number | null

  @DateField('Reference day of the headcount.', { nullable: true })
  headcountAsOf: string | null

  @EmbeddedField(() => Money, 'Yearly revenue.', { nullable: true })
  revenue: Money | null

  @DateField('Reference day of the revenue, usually the end of a business year.', {
    nullable: true,
  })
  revenueAsOf: string | null

  @UrlField('Web page.', { nullable: true })
  website: string | null

  @StringField(40, 'Number in the register of companies.', { nullable: true })
  enterpriseNumber: string | null

  @CodeField(/^[A-Z0-9]{18}[0-9]{2}$/, '529900T8BM49AURSDO55', 'Legal Entity Identifier, ISO 17442.', {
    nullable: true,
  })
  lei: string | null

  @EnumField(
    FreeConfidentialityCode,
    'Visibility while it has no deal: every signed-in user (OPEN), or the agency that entered it (INTERNAL).',
  )
  confidentiality: FreeConfidentiality

  @DateTimeField('When it was archived; null while it is followed.', { nullable: true })
  archivedAt: Date | null

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency
}
