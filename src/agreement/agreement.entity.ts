import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import { Deal } from '../deal/deal.entity.js'
import { Money } from '../read/composite/money.js'
import { FreeConfidentialityCode, Prospect, type FreeConfidentiality } from '../prospect/prospect.entity.js'
import {
  DateField,
  EnumField,
  DateTimeField,
  EmbeddedField,
  ForeignKey,
  TableType,
  StringField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { Versioned } from '../write/versioned.js'
import { agreementStandings, type AgreementStanding } from './agreement-standing.js'

export const agreementKinds = [
  'MOU',
  'LETTER_OF_INTENT',
  'PARTNERSHIP',
  'LEASE',
  'INCENTIVE',
  'INVESTMENT_CONTRACT',
] as const
export type AgreementKind = (typeof agreementKinds)[number]
export const AgreementKindCode = registerCodes(
  'AgreementKind',
  agreementKinds,
  'What sort of agreement. Signed, each but LETTER_OF_INTENT commits a deal.',
)
export const AgreementStandingCode = registerCodes(
  'AgreementStanding',
  agreementStandings,
  'How far an agreement has come; it only goes forward.',
)

@TableType(
  'agreement',
  'A commitment between parties. You see it if you see every one of its deals in full; until its embargo ends, only then, or if your agency entered it.',
)
export class Agreement extends Versioned {
  @StringField(300, 'What it is about.')
  title: string

  @EnumField(AgreementKindCode, 'What sort of agreement.')
  kind: AgreementKind

  @EnumField(AgreementStandingCode, 'How far it has come.')
  standing: AgreementStanding

  @DateField('When it was signed; null while it is not, or if it ended unsigned.', { nullable: true })
  signedOn: string | null

  @StringField(300, 'Where it was signed, or where it is talked about.', { nullable: true })
  place: string | null

  @EmbeddedField(() => Money, 'The sum that it is about.', { nullable: true, prefix: '' })
  amount: Money | null

  @DateField('When it ended, or the talks about it did; null while it has not.', { nullable: true })
  endedOn: string | null

  @DateTimeField(
    'Until then only who sees all its deals in full, or whose agency entered it, may know of it.',
    {
      nullable: true,
    },
  )
  embargoUntil: Date | null

  @EnumField(
    FreeConfidentialityCode,
    'Who sees it as long as it has no deal: all (OPEN), or the agency that entered it (INTERNAL).',
  )
  confidentiality: FreeConfidentiality

  @DateTimeField('When we learned of it.')
  recordedAt: Date

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency

  @ToMany(() => Deal, '{via}.agreement_id = {p}.id', 'The investment projects that it belongs to.', {
    via: 'join agreement_deal {via} on {via}.deal_id = {t}.id',
  })
  deals: Deal[]
}

extendType(
  Deal,
  'agreements',
  ToMany(() => Agreement, '{via}.deal_id = {p}.id', 'What was agreed about it; empty when masked.', {
    via: 'join agreement_deal {via} on {via}.agreement_id = {t}.id',
  }),
)
extendType(
  Prospect,
  'agreements',
  ToMany(() => Agreement, '{via}.prospect_id = {p}.id', 'The agreements that it is a party to.', {
    via: 'join agreement_party {via} on {via}.agreement_id = {t}.id',
  }),
)
