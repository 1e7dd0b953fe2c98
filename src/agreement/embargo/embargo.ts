/** The circle of an embargo on a claim or an agreement: who knows of it until the embargo ends. */
import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { registerCodes } from '../../core/codes.js'
import { badField } from '../../core/error/app-error.js'
import { Rule } from '../../core/validation/rule.js'
import type { Scope } from '../../core/scope.js'
import { resolveActiveUser } from '../../user/active-user.js'

export const embargoCircles = ['USERS', 'NEED_TO_KNOW'] as const
export type EmbargoCircle = (typeof embargoCircles)[number]
export const EmbargoCircleCode = registerCodes(
  'EmbargoCircle',
  embargoCircles,
  'Which users know of a row until its embargo ends.',
  {
    USERS: 'The named users only; the user who set the embargo is one of them.',
    NEED_TO_KNOW: 'The need-to-know list of its deal, and the user who set the embargo.',
  },
)

const maxUsers = 100

@InputType({ description: 'Exactly one of the two. You always belong to the circle yourself.' })
export class EmbargoCircleInput {
  @IsOptional()
  @Rule('TOO_MANY', (list) => (list as unknown[]).length <= maxUsers, { max: maxUsers })
  @Field(() => [ID], { nullable: true, description: 'The users who may know of it.' })
  users?: string[] | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'The need-to-know list of its deal.' })
  needToKnow?: boolean | null
}

export interface Embargo {
  embargoUntil: Date | string | null
  embargoCircle: EmbargoCircle | null
  embargoUserIds: string[]
}

const path = 'input.embargoCircle'

/**
 * Returns the embargo after an input; fields left out keep the value of `before`. Rejects a running embargo without a
 * circle. check_embargo_circle.sql refuses a circle that excludes no user.
 */
export async function resolveEmbargo(
  scope: Scope,
  input: { until: Date | string | null | undefined; circle: EmbargoCircleInput | null | undefined },
  hasDeal: boolean,
  before: Embargo = { embargoUntil: null, embargoCircle: null, embargoUserIds: [] },
): Promise<Embargo> {
  const until = input.until === undefined ? before.embargoUntil : input.until
  if (until === null) return { embargoUntil: null, embargoCircle: null, embargoUserIds: [] }
  const circle = input.circle ? await resolveCircle(scope, input.circle, hasDeal) : circleOf(before)
  if (circle.embargoCircle === null && new Date(until) > scope.now) throw badField(path, 'NEEDED')
  return { embargoUntil: new Date(until), ...circle }
}

const circleOf = ({ embargoCircle, embargoUserIds }: Embargo) => ({ embargoCircle, embargoUserIds })

async function resolveCircle(
  scope: Scope,
  { users, needToKnow }: EmbargoCircleInput,
  hasDeal: boolean,
): Promise<Pick<Embargo, 'embargoCircle' | 'embargoUserIds'>> {
  if ((users != null) === (needToKnow === true)) throw badField(path, 'ONE_OF')
  if (users == null) {
    if (!hasDeal) throw badField(`${path}.needToKnow`, 'LIST_WITHOUT_DEAL')
    return { embargoCircle: 'NEED_TO_KNOW', embargoUserIds: [scope.viewer.id] }
  }
  const ids = new Set([scope.viewer.id])
  for (const [i, user] of users.entries())
    ids.add((await resolveActiveUser(scope, user, `${path}.users[${i}]`)).id)
  return { embargoCircle: 'USERS', embargoUserIds: [...ids] }
}
