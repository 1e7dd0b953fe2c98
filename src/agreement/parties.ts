import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { resolveReference } from '../write/edit.js'
import type { AgreementPartyInput } from './agreement.input.js'
import { AgreementParty } from './party.entity.js'

type PartyReference = Pick<AgreementParty, 'prospectId' | 'agencyId' | 'name'>

/** The parties that an input names, each once, in its order. */
export async function resolveParties(
  scope: Scope,
  inputs: readonly AgreementPartyInput[],
): Promise<PartyReference[]> {
  const named: PartyReference[] = []
  for (const [i, input] of inputs.entries()) {
    const party = await resolveParty(scope, input, `input.parties[${i}]`)
    if (named.some((other) => same(other, party))) throw badField(`input.parties[${i}]`, 'TWICE')
    named.push(party)
  }
  return named
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

const same = (a: PartyReference, b: PartyReference): boolean =>
  a.prospectId === b.prospectId && a.agencyId === b.agencyId && folded(a) === folded(b)

const folded = ({ name }: PartyReference): string | undefined => name?.trim().toLowerCase()

/** Puts these parties in place of the ones named before. */
export async function replaceParties(
  scope: Scope,
  agreementId: string,
  parties: PartyReference[],
): Promise<void> {
  await scope.db.delete(AgreementParty, { agreementId })
  // all ids at once: they are the order in which the parties are shown
  await scope.db.insert(
    AgreementParty,
    parties.map((party) => ({ id: uuidv7(scope.now), agreementId, ...party })),
  )
}

/** As they are now, for the audit trail. */
export const partiesOf = (scope: Scope, agreementId: string): Promise<AgreementParty[]> =>
  scope.db.find(AgreementParty, { where: { agreementId }, order: { id: 'ASC' } })
