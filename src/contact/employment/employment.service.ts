import { Injectable } from '@nestjs/common'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { dayOf } from '../../core/time/day.js'
import { partialDate } from '../../core/time/partial-date.js'
import { uuidv7 } from '../../core/uuid.js'
import { toColumnValues } from '../../read/shape.js'
import { audit } from '../../write/audit.js'
import { edit, resolveReference } from '../../write/edit.js'
import { checkMayChange } from '../../write/subject/check-may-change.js'
import { newVersionedColumns } from '../../write/versioned.js'
import { Contact } from '../contact.entity.js'
import { checkNotErased } from '../erased.js'
import { resolveOrganisation, type OrganisationIds } from '../organisation.js'
import { Employment } from './employment.entity.js'
import type { CreateEmploymentInput, EndEmploymentInput, UpdateEmploymentInput } from './employment.input.js'
import { parsePhones } from './phone.js'

/** What an input may say about an employment. */
export type EmploymentFacts = Partial<
  Pick<Employment, 'jobTitle' | 'emails' | 'phones' | 'from' | 'until' | 'showsContact'>
>

@Injectable()
export class EmploymentService {
  async create(
    scope: Scope,
    { idempotencyKey: _, contact: contactId, prospect, agency, ...facts }: CreateEmploymentInput,
  ): Promise<{ id: string }> {
    const contact = await resolveReference(scope, Contact, contactId, 'input.contact')
    await checkMayChange(scope, 'Contact', contact.id)
    checkNotErased(contact)
    const organisation = await resolveOrganisation(scope, { prospect, agency })
    const showsContact = facts.showsContact ?? !(await hasEmployer(scope, contact.id))
    return insertEmployment(scope, 'createEmployment', contact.id, {
      ...facts,
      ...organisation,
      showsContact,
    })
  }

  async update(scope: Scope, { id, version, ...facts }: UpdateEmploymentInput): Promise<Employment> {
    await checkMayChange(scope, 'Employment', id)
    const changes = await parseFacts(scope, facts)
    return edit(
      scope,
      Employment,
      { verb: 'updateEmployment', word: 'employment', id, version, changes },
      async (row) => {
        checkNotErased(await scope.db.findOneByOrFail(Contact, { id: row.contactId }))
        checkOrder(row)
      },
    )
  }

  async end(scope: Scope, { id, version, until }: EndEmploymentInput): Promise<Employment> {
    await checkMayChange(scope, 'Employment', id)
    const changes = { until: until ?? today(scope) }
    return edit(
      scope,
      Employment,
      { verb: 'endEmployment', word: 'employment', id, version, changes },
      checkOrder,
    )
  }
}

/** Returns whether the contact has an employment at an organisation; a hidden one counts: it decides who sees the contact. */
export async function hasEmployer(scope: Scope, contactId: string): Promise<boolean> {
  const [row] = await scope.db.query<{ employed: boolean }[]>('select has_employer($1) as employed', [
    contactId,
  ])
  return row!.employed
}

/** Inserts an employment of a contact that the viewer may change, with its audit entry. */
export async function insertEmployment(
  scope: Scope,
  verb: string,
  contactId: string,
  { prospectId = null, agencyId = null, ...facts }: EmploymentFacts & OrganisationIds,
): Promise<{ id: string }> {
  const row = {
    ...newVersionedColumns(uuidv7(scope.now), scope.now),
    emails: [],
    phones: [],
    showsContact: true,
    ...toColumnValues(Employment, await parseFacts(scope, facts)),
    contactId,
    prospectId,
    agencyId,
  }
  checkOrder(row)
  await scope.db.insert(Employment, row)
  await audit(scope, { verb, subject: 'Employment', id: row.id, after: row })
  return row
}

/** Returns the facts with telephone numbers as they are stored, read as those of the country of the viewer's agency. */
export async function parseFacts<T extends EmploymentFacts>(scope: Scope, facts: T): Promise<T> {
  if (!facts.phones?.length) return facts
  const [agency] = await scope.db.query<{ country: string }[]>('select country from agency where id = $1', [
    scope.viewer.agencyId,
  ])
  return { ...facts, phones: parsePhones(facts.phones, agency!.country) }
}

export const today = ({ now }: Scope) => partialDate('DAY', dayOf(now))

/** The columns of the two dates of a row. */
interface Dates {
  fromFrom?: string | null
  untilTo?: string | null
}

/** Rejects an end before the beginning. */
function checkOrder(row: Partial<Employment>): void {
  const { fromFrom, untilTo } = row as Dates
  if (fromFrom != null && untilTo != null && untilTo < fromFrom)
    throw badField('input.until', 'RANGE_INVERTED', { low: fromFrom, high: untilTo })
}
