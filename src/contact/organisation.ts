import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { resolveReference } from '../write/edit.js'

/** The organisation in an input: an id or code; null for none, undefined for unchanged. */
export interface OrganisationInput {
  prospect?: string | null
  agency?: string | null
}

export interface OrganisationIds {
  prospectId?: string | null
  agencyId?: string | null
}

/** Returns the column changes for an organisation. A contact has at most one, so setting one clears the other. */
export async function resolveOrganisation(
  scope: Scope,
  { prospect, agency }: OrganisationInput,
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
