import { Agency } from '../../agency/agency.entity.js'
import { DateTimeField, ForeignKey, TableType, TextField, ToOne } from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Versioned } from '../../write/versioned.js'

@TableType(
  'erasure_request',
  'A request to your agency to erase a person that another user has erased: rows that you may see and change still name them. `erasurePreview(request:)` finds these rows.',
)
export class ErasureRequest extends Versioned {
  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency whose HEADs get the request.')
  agency: Agency

  @ForeignKey() byAgencyId: string
  @ToOne(() => Agency, '{t}.by_agency_id', 'The agency that erased the person.')
  byAgency: Agency

  @DateTimeField('When it was answered; null while it is open.', { nullable: 'read' })
  answeredAt: Date | null

  @ForeignKey({ nullable: true }) answeredById: string | null
  @ToOne(() => User, '{t}.answered_by_id', 'The HEAD who answered it; null while it is open.', {
    nullable: true,
  })
  answeredBy: User | null

  @TextField(2000, 'Why something was kept; null if not stated.', { nullable: true })
  reason: string | null
}
