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

@TableType('agreement_party', 'One side of an agreement: a prospect, an agency, or another by name.')
export class AgreementParty {
  @IdField() id: string
  @ForeignKey() agreementId: string

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company; null for another party, or one you may not see.', {
    nullable: true,
  })
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency; null for another party.', { nullable: true })
  agency: Agency | null

  @StringField(200, 'The name of a party that is neither, for example `Belgium`.', { nullable: true })
  name: string | null
}

/** Which deals an agreement belongs to. */
@Entity('agreement_deal')
export class AgreementDeal {
  @HiddenColumn('uuid', { primary: true }) agreementId: string
  @HiddenColumn('uuid', { primary: true }) dealId: string
}

extendType(
  Agreement,
  'parties',
  ListOf(() => AgreementParty, '{t}.agreement_id = {p}.id', '{t}.id', 'Who agrees, at least two.'),
)
