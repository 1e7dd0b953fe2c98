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
import { resolveOrganisation } from './organisation.js'

@Injectable()
export class ContactService {
  async create(
    scope: Scope,
    { idempotencyKey: _, prospect, agency, ...input }: CreateContactInput,
  ): Promise<{ id: string }> {
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      emails: [],
      phones: [],
      decisionMaker: false,
      ...toColumnValues(Contact, input),
      ...(await resolveOrganisation(scope, { prospect, agency })),
      enteredById: scope.viewer.agencyId,
    }
    await scope.db.insert(Contact, row)
    await audit(scope, { verb: 'createContact', subject: 'Contact', id: row.id, after: row })
    return row
  }

  async update(
    scope: Scope,
    { id, version, prospect, agency, ...input }: UpdateContactInput,
  ): Promise<Contact> {
    await checkMayChange(scope, 'Contact', id)
    const changes = { ...input, ...(await resolveOrganisation(scope, { prospect, agency })) }
    return edit(
      scope,
      Contact,
      { verb: 'updateContact', word: 'contact', id, version, changes },
      checkNotErased,
    )
  }

  /** Returns the contact, from which the dossier is read, and records the export in the audit trail. */
  async exportDossier(scope: Scope, { id }: ExportContactInput): Promise<Contact> {
    const contact = isUuid(id) && (await scope.db.findOneBy(Contact, { id }))
    if (!contact) throw appError('notFound', { what: 'contact' })
    await audit(scope, { verb: 'exportContact', subject: 'Contact', id, after: { to: scope.viewer.id } })
    return contact
  }
}

/** Rejects a change of an erased person. */
export function checkNotErased({ erasedAt }: Contact): void {
  if (erasedAt) throw appError('erased')
}
