import { Injectable } from '@nestjs/common'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, lockOrFail } from '../write/edit.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Contact } from './contact.entity.js'
import type { CreateContactInput, ExportContactInput, UpdateContactInput } from './contact.input.js'
import { insertEmployment } from './employment/employment.service.js'
import { changeMainEmployment, isStated } from './employment/main-employment.js'
import { checkNotErased } from './erased.js'
import { resolveOrganisation } from './organisation.js'

@Injectable()
export class ContactService {
  /** Creates a contact, with an employment if the input has an organisation, a job title, an address or a number. */
  async create(
    scope: Scope,
    { idempotencyKey: _, prospect, agency, jobTitle, emails, phones, ...input }: CreateContactInput,
  ): Promise<{ id: string }> {
    const employment = {
      jobTitle,
      emails,
      phones,
      ...(await resolveOrganisation(scope, { prospect, agency })),
    }
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      decisionMaker: false,
      publicFigure: false,
      ...toColumnValues(Contact, input),
      enteredById: scope.viewer.agencyId,
    }
    await scope.db.insert(Contact, row)
    if (isStated(employment)) await insertEmployment(scope, 'createContact', row.id, employment)
    // last: the entry keeps the access of the contact, which the employment decides
    await audit(scope, { verb: 'createContact', subject: 'Contact', id: row.id, after: row })
    return row
  }

  /** Edits a contact, and its main employment. Another organisation ends that employment and begins another. */
  async update(
    scope: Scope,
    { id, version, prospect, agency, jobTitle, emails, phones, ...changes }: UpdateContactInput,
  ): Promise<Contact> {
    await checkMayChange(scope, 'Contact', id)
    const contact = await lockOrFail(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    checkNotErased(contact)
    const organisation = await resolveOrganisation(scope, { prospect, agency })
    // first: the entry of the contact keeps its access, which the employments decide
    await changeMainEmployment(scope, id, { jobTitle, emails, phones }, organisation)
    return edit(scope, Contact, { verb: 'updateContact', word: 'contact', id, version, changes })
  }

  /** Returns the contact, from which the dossier is read, and records the export in the audit trail. */
  async exportDossier(scope: Scope, { id }: ExportContactInput): Promise<Contact> {
    const contact = isUuid(id) && (await scope.db.findOneBy(Contact, { id }))
    if (!contact) throw appError('notFound', { what: 'contact' })
    await audit(scope, { verb: 'exportContact', subject: 'Contact', id, after: { to: scope.viewer.id } })
    return contact
  }
}
