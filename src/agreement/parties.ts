import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { resolveReference } from '../write/edit.js'
import type { AgreementPartyInput } from './agreement.input.js'
import { AgreementParty } from './party.entity.js'

type PartyReference = Pick<AgreementParty, 'prospectId' | 'agencyId' | 'name'>

/** Returns the parties of an input in its order. Rejects a repeated party with TWICE. */
export async function resolveParties(
  scope: Scope,
  inputs: readonly AgreementPartyInput[],
): Promise<PartyReference[]> {
  const parties: PartyReference[] = []
  for (const [i, input] of inputs.entries()) {
    const party = await resolveParty(scope, input, `input.parties[${i}]`)
    if (parties.some((other) => isSameParty(other, party))) throw badField(`input.parties[${i}]`, 'TWICE')
    parties.push(party)
  }
  return parties
}

async function resolveParty(
  scope: Scope,
  { prospect, agency, name }: AgreementPartyInput,
  path: string,
): Promise<PartyReference> {
  if ([prospect, agency, name].filter((value) => value != null).length !== 1) throw badField(path, 'ONE_OF')
  return {
    prospectId:
      prospect == null ? null : (await resolveReference(scope, Prospect, prospect, `${path}.prospect`)).id,
    agencyId: agency == null ? null : (await findAgency(scope, agency, `${path}.agency`)).id,
    name: name ?? null,
  }
}

const isSameParty = (a: PartyReference, b: PartyReference): boolean =>
  a.prospectId === b.prospectId && a.agencyId === b.agencyId && normalizedName(a) === normalizedName(b)

const normalizedName = ({ name }: PartyReference): string | undefined => name?.trim().toLowerCase()

/** Replaces the parties of an agreement. check_agreement_parties.sql refuses fewer than two. */
export async function replaceParties(
  scope: Scope,
  agreementId: string,
  parties: PartyReference[],
): Promise<void> {
  await scope.db.delete(AgreementParty, { agreementId })
  // one insert, with ids that increase in the order of display
  await scope.db.insert(
    AgreementParty,
    parties.map((party) => ({ id: uuidv7(scope.now), agreementId, ...party })),
  )
}

/** Returns the stored parties, for the audit trail. */
export const findParties = (scope: Scope, agreementId: string): Promise<AgreementParty[]> =>
  scope.db.find(AgreementParty, { where: { agreementId }, order: { id: 'ASC' } })
