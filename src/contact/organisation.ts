import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { resolveReference } from '../write/edit.js'

/** Where a person works, as an input says it: an id or code, null for none, undefined for as it is. */
export interface Organisation {
  prospect?: string | null
  agency?: string | null
}

export interface OrganisationIds {
  prospectId?: string | null
  agencyId?: string | null
}

/** Nobody is at a prospect and at an agency: to name one is to leave the other. */
export async function organisationOf(
  scope: Scope,
  { prospect, agency }: Organisation,
): Promise<OrganisationIds> {
  if (prospect != null && agency != null) throw badField('input.agency', 'ONE_AT_MOST')
  if (prospect != null)
    return {
      prospectId: (await resolveReference(scope, Prospect, prospect, 'input.prospect')).id,
      agencyId: null,
    }
  if (agency != null)
    return { prospectId: null, agencyId: (await findAgency(scope, agency, 'input.agency')).id }
  return { ...(prospect === null && { prospectId: null }), ...(agency === null && { agencyId: null }) }
}
