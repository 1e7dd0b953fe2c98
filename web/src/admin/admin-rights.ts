/** What the viewer may do in the administration. The service decides; the pages show no control that it would refuse. */
import type { Confidentiality, Role, UserKind } from '../api/generated/types.js'
import type { Viewer } from '../shell/viewer.js'

/** A user as far as rights depend on it. */
interface Account {
  id: string
  kind: UserKind
  clearance: Confidentiality
  agency: { id: string }
}

export const clearances: Confidentiality[] = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET']
export const roles: Role[] = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR']

/** The roles that a program may have: it decides and administers nothing. */
export const machineRoles: Role[] = ['OFFICER', 'CABINET', 'ANALYST']

const isColleague = (viewer: Viewer, user: Pick<Account, 'agency'>) => user.agency.id === viewer.agency.id

/** An ADMIN manages the users of their own agency. */
export const canManage = (viewer: Viewer, user: Pick<Account, 'agency'>): boolean =>
  viewer.role === 'ADMIN' && isColleague(viewer, user)

/** A HEAD makes the keys and SQL logins of a program of their agency that reads no more than they do. */
export const canMakeKeys = (viewer: Viewer, user: Account): boolean =>
  user.kind === 'MACHINE' &&
  viewer.role === 'HEAD' &&
  isColleague(viewer, user) &&
  clearances.indexOf(user.clearance) <= clearances.indexOf(viewer.clearance)

/** Who sees and revokes keys and SQL logins. */
export const canSeeKeys = (viewer: Viewer, user: Account): boolean =>
  user.id === viewer.id ||
  canManage(viewer, user) ||
  (user.kind === 'MACHINE' && viewer.role === 'HEAD' && isColleague(viewer, user))

interface Change {
  user: { id: string; agency: { id: string } }
  requestedBy: { id: string }
  agency: { id: string } | null
  role: Role | null
}

/** Neither who requested a change nor its user decides it; `may_decide_user_change.sql` has the same rule. */
export const canDecide = (viewer: Viewer, { user, requestedBy, agency, role }: Change): boolean =>
  viewer.id !== user.id &&
  viewer.id !== requestedBy.id &&
  (viewer.role === 'OPERATOR' ||
    (viewer.role === 'ADMIN' && viewer.agency.id === (agency ?? user.agency).id && role !== 'OPERATOR'))
