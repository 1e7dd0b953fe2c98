import { registerCodes } from '../../core/codes.js'
import {
  DateTimeField,
  EnumField,
  ForeignKey,
  IdField,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

export const accountNoticeKinds = [
  'RIGHTS_CHANGED',
  'EMAIL_CHANGED',
  'AGENCY_CHANGED',
  'PASSWORD_LINK',
  'PASSWORD_CHANGED',
  'SECOND_FACTOR_REMOVED',
  'DEACTIVATED',
] as const
export const AccountNoticeKindCode = registerCodes(
  'AccountNoticeKind',
  accountNoticeKinds,
  'What happened to an account.',
  {
    RIGHTS_CHANGED: 'An approved change gave another role or clearance, or reactivated the account.',
    EMAIL_CHANGED: 'The e-mail address was changed.',
    AGENCY_CHANGED: 'The user moved to another agency, where the clearance is OPEN at first.',
    PASSWORD_LINK: 'A link to set a password was made.',
    PASSWORD_CHANGED: 'The password was set by a link, or removed by an ADMIN.',
    SECOND_FACTOR_REMOVED: 'An ADMIN removed the second factor.',
    DEACTIVATED: 'The account was deactivated.',
  },
)

@TableType(
  'account_notice',
  'A notice about an account: your own or, as a HEAD, one of a user on a need-to-know list with you.',
)
export class AccountNotice {
  @IdField() id: string
  @EnumField(AccountNoticeKindCode, 'What happened.') kind: (typeof accountNoticeKinds)[number]
  @ForeignKey() aboutId: string
  @ToOne(() => User, '{t}.about_id', 'The user whose account it is.') about: User
  @ForeignKey({ nullable: true }) byId: string | null
  @ToOne(() => User, '{t}.by_id', 'The user who did it; null: the user themselves, by a link.', {
    nullable: true,
  })
  by: User | null
  @DateTimeField('When it happened.') at: Date
}

extendType(
  Viewer,
  'accountNotices',
  ToMany(() => AccountNotice, '{t}.user_id = {p}.id', 'Notices to you about accounts.'),
)
