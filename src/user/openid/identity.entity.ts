import {
  BooleanField,
  CodeField,
  DateTimeField,
  EmailField,
  IdField,
  ToMany,
  ToOne,
  ViewType,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

@ViewType(
  'identity',
  'An identity of a user at an OpenID provider. Users see their own, an ADMIN those of their agency.',
)
export class Identity {
  @IdField() id: string

  @ToOne(() => User, '{t}.user_id', 'The user who signs in with it.')
  user: User

  @CodeField(/^/, 'https://login.example', 'The provider.')
  issuer: string

  @CodeField(/^/, '248289761001', 'What identifies the person at the provider.')
  subject: string

  @EmailField(
    'The e-mail address by which it was linked to a user who existed; null if the user was created with it.',
    { nullable: 'read' },
  )
  linkedEmail: string | null

  @DateTimeField('When it was linked.') linkedAt: Date
  @DateTimeField('When it last signed in; null: not since it is recorded.', { nullable: 'read' })
  lastUsedAt: Date | null
  @DateTimeField('When it was removed; null: it can sign in.', { nullable: 'read' })
  removedAt: Date | null

  @ToOne(() => User, '{t}.removed_by_id', 'The user who removed it.', { nullable: true })
  removedBy: User | null

  @BooleanField(
    'Of a removed identity: whether the e-mail address may link an identity of this provider once more.',
  )
  mayLinkAgain: boolean
}

for (const type of [User, Viewer])
  extendType(
    type,
    'identities',
    ToMany(
      () => Identity,
      '{t}.user_id = {p}.id',
      'Identities at OpenID providers. Only an ADMIN of the same agency sees those of other users.',
    ),
  )
