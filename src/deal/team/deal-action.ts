/**
 * Who may do what to a deal: by role and by what the agency of the user is in its team. is_deal_action_allowed.sql is the
 * same table; test/deal-action.spec.ts feeds both. A user also needs full access to the deal (lockChangeableDeal).
 */
import { appError } from '../../core/error/app-error.js'
import type { Role, Scope } from '../../core/scope.js'
import type { TeamRole } from './team.entity.js'

interface ActionRule {
  roles: readonly Role[]
  /** Roles of the agency in the team. */
  parts: readonly TeamRole[]
}

const workers: readonly TeamRole[] = ['LEAD', 'SUPPORT']

export const dealActions = {
  /** Edits, moves, projections, locations, claims, agreements, tasks: updateDeal, moveDeal, projectJobs, addLocation … */
  work: { roles: ['OFFICER', 'HEAD'], parts: workers },
  /** verifyLanding */
  verify: { roles: ['HEAD'], parts: workers },
  /** moveDeal and correctMove into or out of LANDED or LOST, where a HEAD is needed */
  reopen: { roles: ['HEAD'], parts: workers },
  /** addLocation, updateLocation of the chosen site of a LANDED deal */
  correctSite: { roles: ['HEAD'], parts: workers },
  /** moveDeal, correctMove, recordEarlierMove with `override` */
  override: { roles: ['HEAD'], parts: ['LEAD'] },
  /** updateDeal(officer:), except an OFFICER who takes an unassigned deal */
  assignOfficer: { roles: ['HEAD'], parts: ['LEAD'] },
  /** joinDeal, leaveDeal, correctMembership; an agency may also leave by itself */
  changeTeam: { roles: ['OFFICER', 'HEAD'], parts: ['LEAD'] },
  /** updateDeal(confidentiality:) */
  setConfidentiality: { roles: ['HEAD'], parts: ['LEAD'] },
  /** addToNeedToKnow, removeFromNeedToKnow */
  setNeedToKnow: { roles: ['HEAD'], parts: ['LEAD'] },
  /** handOverDeal, withdrawHandover, correctHandover */
  handOver: { roles: ['HEAD'], parts: ['LEAD'] },
  /** withdrawDeal */
  withdraw: { roles: ['HEAD'], parts: ['LEAD'] },
} as const satisfies Record<string, ActionRule>

export type DealAction = keyof typeof dealActions

/** Returns whether a user may do something to a deal; `part` is null if their agency is not in its team. */
export const isDealActionAllowed = (action: DealAction, role: Role, part: TeamRole | null): boolean => {
  const { roles, parts }: ActionRule = dealActions[action]
  return roles.includes(role) && part !== null && parts.includes(part)
}

/**
 * Rejects a viewer who may not do this to a deal that lockChangeableDeal() has returned: another role, or an agency that
 * supports the deal where only the lead agency may.
 */
export function requireDealAction(
  { viewer }: Scope,
  { leadAgencyId }: { leadAgencyId: string },
  action: DealAction,
): void {
  const { roles }: ActionRule = dealActions[action]
  if (!roles.includes(viewer.role)) throw appError('forbidden', { roles: roles.join(', ') })
  const part = leadAgencyId === viewer.agencyId ? 'LEAD' : 'SUPPORT'
  if (!isDealActionAllowed(action, viewer.role, part)) throw appError('notLead')
}
