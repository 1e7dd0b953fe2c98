/** The officer of a deal: who can be one, and what the deal shows when they no longer can. */
import { registerCodes } from '../../core/codes.js'
import type { FieldCode } from '../../core/error/error-codes.js'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { DerivedField, extendType } from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { resolveReference } from '../../write/edit.js'
import { Deal } from '../deal.entity.js'

/** Returned by officer_fault.sql, in this order. */
export const officerFaults = ['INACTIVE', 'OTHER_ROLE', 'NOT_IN_TEAM', 'CANNOT_SEE'] as const
export type OfficerFault = (typeof officerFaults)[number]
export const OfficerFaultCode = registerCodes(
  'OfficerFault',
  officerFaults,
  'Why the officer of a deal no longer counts as one; the first reason that applies.',
  {
    INACTIVE: 'The user or their agency was deactivated.',
    OTHER_ROLE: 'The user is neither OFFICER nor HEAD.',
    NOT_IN_TEAM: 'The agency of the user is not in the team.',
    CANNOT_SEE: 'The user does not see the deal in full.',
  },
)

extendType(
  Deal,
  'officerFault',
  DerivedField(
    'code',
    () => OfficerFaultCode,
    '(case when {identity}.deal_id is not null then officer_fault({t}.officer_id, {t}.id, {t}.full_acl) end)',
    'Why the officer no longer counts as one, so that a HEAD names another; null when masked, without an officer, or if nothing is wrong.',
    { nullable: true, codes: OfficerFaultCode },
  ),
)

/** The field error of each fault. A deactivated user is named with the roles, as a user who never had one of them. */
const fieldCodes: Record<OfficerFault, FieldCode> = {
  INACTIVE: 'NOT_AN_OFFICER',
  OTHER_ROLE: 'NOT_AN_OFFICER',
  NOT_IN_TEAM: 'OFFICER_NOT_IN_TEAM',
  CANNOT_SEE: 'OFFICER_CANNOT_SEE',
}

/** Returns the id of the user that an input names as officer, null for null. Rejects an unknown user. */
export const resolveOfficer = async (
  scope: Scope,
  officer: string | null,
  path: string,
): Promise<string | null> =>
  officer === null ? null : (await resolveReference(scope, User, officer, path)).id

/** Rejects the stored officer of a deal if they cannot be one. check_deal_officer.sql checks the same at commit. */
export async function checkOfficer(scope: Scope, dealId: string, path: string): Promise<void> {
  const [row] = await scope.db.query<{ fault: OfficerFault | null }[]>(
    'select officer_fault(d.officer_id, d.id, d.full_acl) as fault from deal d where d.id = $1',
    [dealId],
  )
  if (row?.fault) throw badField(path, fieldCodes[row.fault])
}
