import { Entity } from 'typeorm'
import { Agency } from '../agency/agency.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  IdField,
  HiddenColumn,
  ListOf,
  ForeignKey,
  TableType,
  StringField,
  ToOne,
  extendType,
} from '../read/declare.js'
import { Agreement } from './agreement.entity.js'

@TableType('agreement_party', 'A party to an agreement: a prospect, an agency, or a name.')
export class AgreementParty {
  @IdField() id: string
  @ForeignKey() agreementId: string

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(
    () => Prospect,
    '{t}.prospect_id',
    'The company; null for another kind of party, or if you may not see it.',
    {
      nullable: true,
    },
  )
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency; null for another kind of party.', { nullable: true })
  agency: Agency | null

  @StringField(200, 'Name of a party that is neither, for example `Belgium`.', { nullable: true })
  name: string | null
}

/** Link between an agreement and a deal. */
@Entity('agreement_deal')
export class AgreementDeal {
  @HiddenColumn('uuid', { primary: true }) agreementId: string
  @HiddenColumn('uuid', { primary: true }) dealId: string
}

extendType(
  Agreement,
  'parties',
  ListOf(() => AgreementParty, '{t}.agreement_id = {p}.id', '{t}.id', 'The parties, at least two.'),
)
