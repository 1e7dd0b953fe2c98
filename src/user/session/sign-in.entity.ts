import { registerCodes } from '../../core/codes.js'
import {
  BooleanField,
  CodeField,
  DateTimeField,
  EnumField,
  IdField,
  ToMany,
  ViewType,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

export const signInMethods = ['PASSWORD', 'OPENID', 'ACCESS_TOKEN'] as const

const SignInMethodCode = registerCodes('SignInMethod', signInMethods, 'How a user signs in.', {
  PASSWORD: 'With e-mail address and password, and a second factor where there is one.',
  OPENID: 'At an OpenID provider, in the browser.',
  ACCESS_TOKEN: 'With an access token of the OpenID provider, as programs do.',
})

/** From the audit trail, as `sign_in.sql` defines. */
@ViewType('sign_in', 'A sign-in of a user, or an attempt that failed, from the audit trail.')
export class SignIn {
  @IdField() id: string
  @DateTimeField('When it was.') at: Date
  @BooleanField('False: the attempt failed.') succeeded: boolean

  @EnumField(SignInMethodCode, 'How; null in an entry of an earlier version, or of a wrong password.', {
    nullable: 'read',
  })
  method: (typeof signInMethods)[number] | null

  @CodeField(/^/, 'https://login.example', 'The OpenID provider; null without one.', { nullable: 'read' })
  provider: string | null

  @CodeField(/^/, '248289761001', 'What identifies the person at the provider; null without one.', {
    nullable: 'read',
  })
  subject: string | null

  @CodeField(/^/, '192.0.2.7', 'The IP address; null if unknown.', { nullable: 'read' })
  address: string | null

  @CodeField(/^/, 'Mozilla/5.0', 'The User-Agent of the program; null if unknown.', { nullable: 'read' })
  userAgent: string | null
}

for (const type of [User, Viewer])
  extendType(
    type,
    'signIns',
    ToMany(
      () => SignIn,
      '{t}.user_id = {p}.id',
      'Sign-ins, successful and failed. Only an ADMIN of the same agency sees those of other users.',
    ),
  )
