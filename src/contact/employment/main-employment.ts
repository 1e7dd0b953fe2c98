/** The fields of a contact that are those of its main employment. */
import type { Scope } from '../../core/scope.js'
import { edit } from '../../write/edit.js'
import { checkMayChange } from '../../write/subject/check-may-change.js'
import type { OrganisationIds } from '../organisation.js'
import { Employment } from './employment.entity.js'
import {
  hasEmployer,
  insertEmployment,
  parseFacts,
  today,
  type EmploymentFacts,
} from './employment.service.js'

/** Returns whether a new contact has anything to say about an employment. */
export const isStated = ({
  jobTitle,
  emails,
  phones,
  prospectId,
  agencyId,
}: EmploymentFacts & OrganisationIds): boolean =>
  [jobTitle, prospectId, agencyId].some((value) => value != null) ||
  [emails, phones].some((list) => list?.length)

/**
 * Changes the main employment of a contact that the viewer has just edited. Another organisation, or none, ends it; at
 * another organisation a new one begins, which does not show the contact to those who see that organisation only: an
 * edit of a contact never makes it more visible.
 */
export async function changeMainEmployment(
  scope: Scope,
  contactId: string,
  facts: EmploymentFacts,
  { prospectId, agencyId }: OrganisationIds,
): Promise<void> {
  const isChanged = Object.values(facts).some((value) => value !== undefined)
  if (!isChanged && prospectId === undefined && agencyId === undefined) return
  const main = await findMainEmployment(scope, contactId)
  const isSamePlace =
    (prospectId === undefined || prospectId === (main?.prospectId ?? null)) &&
    (agencyId === undefined || agencyId === (main?.agencyId ?? null))
  if (isSamePlace) {
    if (main && isChanged) await editEmployment(scope, main, await parseFacts(scope, facts))
    else if (isChanged) await insertEmployment(scope, 'updateContact', contactId, facts)
    return
  }
  if (main) await editEmployment(scope, main, { until: today(scope) })
  if (prospectId == null && agencyId == null && !isStated(facts)) return
  const showsContact = !(await hasEmployer(scope, contactId))
  // from today, so that earlier meetings keep the employment that ends
  const from = main ? today(scope) : undefined
  const place = { prospectId, agencyId, from, showsContact }
  await insertEmployment(scope, 'updateContact', contactId, { ...facts, ...place })
}

async function findMainEmployment(scope: Scope, contactId: string): Promise<Employment | null> {
  const [row] = await scope.db.query<{ id: string }[]>(
    'select id from employment where contact_id = $1 and is_main',
    [contactId],
  )
  return row ? scope.db.findOneBy(Employment, { id: row.id }) : null
}

async function editEmployment(
  scope: Scope,
  { id, version }: Employment,
  changes: EmploymentFacts,
): Promise<void> {
  await checkMayChange(scope, 'Employment', id)
  await edit(scope, Employment, { verb: 'updateContact', word: 'employment', id, version, changes })
}
