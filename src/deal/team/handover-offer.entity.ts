import { Agency } from '../../agency/agency.entity.js'
import { registerCodes } from '../../core/codes.js'
import {
  BooleanField,
  DateField,
  DateTimeField,
  EnumField,
  ForeignKey,
  IdField,
  TableType,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'
import { notedByDeal } from '../read-log/noted-rows.js'

export const handoverOfferStatuses = ['PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const
export type HandoverOfferStatus = (typeof handoverOfferStatuses)[number]
export const HandoverOfferStatusCode = registerCodes(
  'HandoverOfferStatus',
  handoverOfferStatuses,
  'Status of an offered handover; it is decided once.',
  {
    PENDING: 'Not decided; the lead is unchanged.',
    ACCEPTED: 'A HEAD of the other agency accepted it, and the lead changed.',
    DECLINED: 'A HEAD of the other agency declined it.',
    WITHDRAWN: 'The lead agency withdrew it.',
  },
)

@TableType(
  'handover_offer',
  'The lead of a deal, offered to another agency, whose HEAD accepts or declines it. You see it with full access to the deal, and as a HEAD of that agency.',
  { noted: notedByDeal },
)
export class HandoverOffer {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @ForeignKey() fromAgencyId: string
  @ToOne(() => Agency, '{t}.from_agency_id', 'The agency that leads it.')
  from: Agency

  @ForeignKey() toAgencyId: string
  @ToOne(() => Agency, '{t}.to_agency_id', 'The agency that is to lead it.')
  to: Agency

  @DateField('Day of the handover.')
  on: string

  @TextField(2000, 'Reason.')
  reason: string

  @BooleanField('Whether the old lead leaves the team; otherwise it stays as SUPPORT.')
  leaves: boolean

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The HEAD who offered it.')
  by: User

  @DateTimeField('When it was offered.')
  offeredAt: Date

  @EnumField(HandoverOfferStatusCode, 'Status.')
  status: HandoverOfferStatus

  @ForeignKey({ nullable: true }) decidedById: string | null
  @ToOne(
    () => User,
    '{t}.decided_by_id',
    'The HEAD who accepted, declined or withdrew it; null while pending.',
    {
      nullable: true,
    },
  )
  decidedBy: User | null

  @DateTimeField('When it was accepted, declined or withdrawn; null while pending.', { nullable: true })
  decidedAt: Date | null

  @TextField(2000, 'Why it was declined or withdrawn; null if not stated.', { nullable: true })
  answer: string | null
}

extendType(
  Deal,
  'handoverOffers',
  ToMany(() => HandoverOffer, '{t}.deal_id = {p}.id', 'The offers of its lead that you may see.'),
)
