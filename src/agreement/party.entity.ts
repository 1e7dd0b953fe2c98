import { Entity } from 'typeorm'
import { Agency } from '../agency/agency.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { Id, Kept, ListOf, Refers, Table, Line, ToOne, shows } from '../read/declare.js'
import { Agreement } from './agreement.entity.js'

@Table('agreement_party', 'One side of an agreement: a prospect, an agency, or another by name.')
export class AgreementParty {
  @Id() id: string
  @Refers() agreementId: string

  @Refers({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company; null for another party, or one you may not see.', {
    nullable: true,
  })
  prospect: Prospect | null

  @Refers({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency; null for another party.', { nullable: true })
  agency: Agency | null

  @Line(200, 'The name of a party that is neither, for example `Belgium`.', { nullable: true })
  name: string | null
}

/** Which deals an agreement belongs to. */
@Entity('agreement_deal')
export class AgreementDeal {
  @Kept('uuid', { primary: true }) agreementId: string
  @Kept('uuid', { primary: true }) dealId: string
}

shows(
  Agreement,
  'parties',
  ListOf(() => AgreementParty, '{t}.agreement_id = {p}.id', '{t}.id', 'Who agrees, at least two.'),
)
