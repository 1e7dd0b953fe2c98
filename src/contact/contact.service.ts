import { Injectable } from '@nestjs/common'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
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
    await audit(scope, { verb: 'createContact', subject: 'Contact', id: row.id, after: row })
    if (isStated(employment)) await insertEmployment(scope, 'createContact', row.id, employment)
    return row
  }

  /** Edits a contact, and its main employment. Another organisation ends that employment and begins another. */
  async update(
    scope: Scope,
    { id, version, prospect, agency, jobTitle, emails, phones, ...changes }: UpdateContactInput,
  ): Promise<Contact> {
    await checkMayChange(scope, 'Contact', id)
    const organisation = await resolveOrganisation(scope, { prospect, agency })
    const contact = await edit(
      scope,
      Contact,
      { verb: 'updateContact', word: 'contact', id, version, changes },
      checkNotErased,
    )
    await changeMainEmployment(scope, id, { jobTitle, emails, phones }, organisation)
    return contact
  }

  /** Returns the contact, from which the dossier is read, and records the export in the audit trail. */
  async exportDossier(scope: Scope, { id }: ExportContactInput): Promise<Contact> {
    const contact = isUuid(id) && (await scope.db.findOneBy(Contact, { id }))
    if (!contact) throw appError('notFound', { what: 'contact' })
    await audit(scope, { verb: 'exportContact', subject: 'Contact', id, after: { to: scope.viewer.id } })
    return contact
  }
}
