import { appError } from '../../core/error/app-error.js'
import { confidentialities, type Confidentiality, type Role, type Scope } from '../../core/scope.js'

/** What decides whether a change of a user takes a second person. */
export interface Account {
  role: Role
  clearance: Confidentiality
  email: string
  agencyId: string
  active: boolean
}

export const raisedRoles: readonly Role[] = ['HEAD', 'ADMIN', 'OPERATOR']
export const raisedClearances: readonly Confidentiality[] = ['RESTRICTED', 'SECRET']

/** Returns whether a role or clearance takes a second person to give (`is_raised_account.sql`). */
export const isRaised = ({ role, clearance }: Pick<Account, 'role' | 'clearance'>): boolean =>
  raisedRoles.includes(role) || raisedClearances.includes(clearance)

const rises = (from: Confidentiality, to: Confidentiality): boolean =>
  confidentialities.indexOf(to) > confidentialities.indexOf(from)

/**
 * Returns the properties whose change takes a second person (`requires_second_person.sql`): a raised role or clearance;
 * for an account that has one, or `isListed` on a need-to-know list, another e-mail address or reactivation; another agency.
 */
export function propertiesToApprove(
  before: Account,
  after: Account,
  { isListed }: { isListed: boolean },
): (keyof Account)[] {
  const wasRaised = isListed || isRaised(before) || isRaised(after)
  const approvals: Record<keyof Account, boolean> = {
    role: after.role !== before.role && raisedRoles.includes(after.role),
    clearance: rises(before.clearance, after.clearance) && raisedClearances.includes(after.clearance),
    email: after.email !== before.email && wasRaised,
    agencyId: after.agencyId !== before.agencyId,
    active: after.active && !before.active && wasRaised,
  }
  return (Object.keys(approvals) as (keyof Account)[]).filter((key) => approvals[key])
}

/** Returns whether a change gives the user themselves another role or a higher clearance. */
export const raisesOwn = (before: Account, after: Account): boolean =>
  after.role !== before.role || rises(before.clearance, after.clearance)

/**
 * Returns whether a user of the viewer's agency is on the need-to-know list of a deal (`knows_of_deal.sql`): their
 * account opens that deal.
 */
export async function knowsOfDeal({ db }: Scope, userId: string): Promise<boolean> {
  const [row] = await db.query<{ listed: boolean }[]>('select knows_of_deal($1) as listed', [userId])
  return row!.listed
}

/**
 * Rejects the recovery of an account with raised rights, or on a need-to-know list, unless a second person has approved it
 * within a day (`requestPasswordReset`). The same rule: create_password_link.sql, which uses an approval up, remove_totp.sql.
 */
export async function requireApprovedRecovery(
  scope: Scope,
  user: { id: string } & Pick<Account, 'role' | 'clearance'>,
  { isUsedUp }: { isUsedUp: boolean },
): Promise<void> {
  if (!isRaised(user) && !(await knowsOfDeal(scope, user.id))) return
  const [row] = await scope.db.query<{ approved: boolean }[]>(
    `select exists (select from user_change c where c.user_id = $1 and c.resets_password and c.decision = 'APPROVED'
       and (c.used_at is null or not $2) and c.decided_at > now() - interval '1 day') as approved`,
    [user.id, isUsedUp],
  )
  if (!row!.approved) throw appError('linkNeedsApproval')
}
