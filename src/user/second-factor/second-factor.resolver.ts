import { Args, Context, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql'
import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import type { Caller } from '../../read/caller.js'
import { DerivedField, extendType } from '../../read/declare.js'
import { audit } from '../../write/audit.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import {
  ConfirmSecondFactorInput,
  EnrolSecondFactorInput,
  RemoveSecondFactorInput,
} from '../session/sign-in.input.js'
import { SessionService } from '../session/session.service.js'
import { SignInGuard } from '../session/sign-in-guard.js'
import { User, Viewer } from '../user.entity.js'
import { requireApprovedRecovery } from '../change/second-person.js'
import { findManagedUser } from '../managed-user.js'
import { SecondFactor } from './second-factor.js'

@ObjectType({ description: 'A new second factor, which counts once it is confirmed.' })
export class SecondFactorEnrolment {
  @Field({ description: 'The secret to type into an authenticator app, in Base32; shown only once.' })
  secret: string

  @Field({ description: 'The same as an address otpauth://…, to show as a QR code.' })
  uri: string
}

@ObjectType({ description: 'A second factor that each sign-in takes from now on.' })
export class ConfirmedSecondFactor {
  @Field(() => [String], {
    description: 'Codes to sign in without the app, each once; shown only once.',
  })
  recoveryCodes: string[]
}

for (const type of [User, Viewer])
  extendType(
    type,
    'hasSecondFactor',
    DerivedField(
      'boolean',
      () => Boolean,
      'has_second_factor({t}.id)',
      'Whether signing in takes a code of an authenticator app. False for every viewer but the user and an ADMIN of their agency.',
      { filter: false },
    ),
  )

extendType(
  Viewer,
  'recoveryCodesLeft',
  DerivedField(
    'int',
    () => Int,
    'recovery_codes_left({t}.id)',
    'How many of your recovery codes are unused.',
    {
      filter: false,
    },
  ),
)

extendType(
  Viewer,
  'hasPassword',
  DerivedField(
    'boolean',
    () => Boolean,
    'has_password({t}.id)',
    'Whether you have a password. Without one you sign in with a provider; an ADMIN of your agency makes a link to set one (createPasswordLink).',
    { filter: false },
  ),
)

@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly guard: SignInGuard,
    private readonly factor: SecondFactor,
    private readonly sessions: SessionService,
  ) {}

  @Mutation(() => SecondFactorEnrolment, {
    description:
      'Begins a second factor, or replaces one. Needs no session, because a user who must have one cannot sign in without it.',
  })
  async enrolSecondFactor(@Args('input') input: EnrolSecondFactorInput, @Context() caller: Caller) {
    const wrong = () => appError('badCredentials')
    const userId = await this.guard.passwordOf(input, caller, wrong)
    if (await this.factor.isConfirmed(userId)) await this.guard.userWith(input, caller, wrong)
    return this.factor.enrol(userId, input.email.trim().toLowerCase())
  }

  @Mutation(() => ConfirmedSecondFactor, {
    description: 'Confirms a second factor by a first code, and returns recovery codes.',
  })
  async confirmSecondFactor(
    @Args('input') { code, cookie, ...input }: ConfirmSecondFactorInput,
    @Context() caller: Caller,
  ) {
    let recoveryCodes: string[] = []
    const wrong = () => appError('badCredentials')
    const userId = await this.guard.userWhere(input, caller, wrong, async (userId) => {
      recoveryCodes = await this.factor.confirm(userId, code)
    })
    // A sign-in would not accept the same code again.
    if (cookie) await this.sessions.startInCookie(userId, caller)
    return { recoveryCodes }
  }

  @WriteMutation(
    () => User,
    'admin:write',
    'Removes the second factor of a user of your agency who has lost it. For a HEAD, ADMIN or OPERATOR, a user with clearance RESTRICTED or SECRET, or one on a need-to-know list, a second person must have approved it within a day: requestPasswordReset.',
    { sensitive: true },
  )
  async removeSecondFactor(@CurrentScope() scope: Scope, @Args('input') { user }: RemoveSecondFactorInput) {
    const managed = await findManagedUser(scope, user)
    const { id } = managed
    if (id === scope.viewer.id) throw appError('ownRights')
    await requireApprovedRecovery(scope, managed, { isUsedUp: false })
    const [row] = await scope.db.query<{ removed: boolean }[]>('select remove_totp($1) as removed', [id])
    const [before, after] = [{ hasSecondFactor: row!.removed }, { hasSecondFactor: false }]
    await audit(scope, { verb: 'removeSecondFactor', subject: 'User', id, before, after })
    return { id }
  }
}
