import { Agency } from '../../agency/agency.entity.js'
import { registerCodes } from '../../core/codes.js'
import { ConfidentialityCode, RoleCode } from '../../core/enums.js'
import type { Confidentiality, Role } from '../../core/scope.js'
import {
  BooleanField,
  CodeField,
  DateTimeField,
  DerivedField,
  EnumField,
  ForeignKey,
  IdField,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

export const userChangeStatuses = ['PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'] as const
export const UserChangeStatusCode = registerCodes(
  'UserChangeStatus',
  userChangeStatuses,
  'Status of a change of a user; each status except PENDING is final.',
  {
    PENDING: 'Waits for a second person.',
    APPROVED: 'A second person approved it, and the user was changed.',
    REFUSED: 'A second person refused it; the user is unchanged.',
    WITHDRAWN: 'Another change of the same user was requested in its place.',
    EXPIRED: 'It was not decided within 7 days.',
  },
)

@TableType(
  'user_change',
  'A change of a user that takes a second person: requested by an ADMIN, approved or refused by another ADMIN of the agency or an OPERATOR.',
)
export class UserChange {
  @IdField() id: string

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'The user that it changes.')
  user: User

  @EnumField(RoleCode, 'The new role; null: unchanged.', { nullable: 'read' })
  role: Role | null

  @EnumField(ConfidentialityCode, 'The new clearance; null: unchanged.', { nullable: 'read' })
  clearance: Confidentiality | null

  @CodeField(/^/, 'name@agency.example', 'The new e-mail address; null: unchanged.', { nullable: 'read' })
  email: string | null

  @ForeignKey({ nullable: true }) agencyId: string | null
  @ToOne(() => Agency, '{t}.agency_id', 'The agency to which the user moves; null: they stay.', {
    nullable: true,
  })
  agency: Agency | null

  @BooleanField('Whether the user can sign in again.')
  reactivates: boolean

  @BooleanField('Whether the ADMIN may hand over a link to set a password.')
  resetsPassword: boolean

  @ForeignKey() requestedById: string
  @ToOne(() => User, '{t}.requested_by_id', 'The ADMIN who requested it.')
  requestedBy: User

  @DateTimeField('When it was requested.') requestedAt: Date
  @DateTimeField('Until when it can be decided.') expiresAt: Date

  @DerivedField(
    'code',
    () => UserChangeStatusCode,
    `coalesce({t}.decision, case when {t}.expires_at > now() then 'PENDING' else 'EXPIRED' end)`,
    'Whether it waits, and if not, how it ended.',
    { codes: UserChangeStatusCode },
  )
  status: (typeof userChangeStatuses)[number]

  @ForeignKey({ nullable: true }) decidedById: string | null
  @ToOne(() => User, '{t}.decided_by_id', 'The user who decided it; null: undecided.', { nullable: true })
  decidedBy: User | null

  @DateTimeField('When it was decided; null: undecided.', { nullable: 'read' })
  decidedAt: Date | null
}

for (const type of [User, Viewer])
  extendType(
    type,
    'changes',
    ToMany(
      () => UserChange,
      '{t}.user_id = {p}.id',
      'Changes that take a second person. Those of others are shown to an ADMIN of their agency and to an OPERATOR.',
    ),
  )
