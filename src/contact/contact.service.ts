import { Injectable } from '@nestjs/common'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, lockOrFail } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Contact } from './contact.entity.js'
import type {
  CreateContactInput,
  EraseContactInput,
  ExportContactInput,
  UpdateContactInput,
} from './contact.input.js'
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
    const changes = { ...input, ...(await resolveOrganisation(scope, { prospect, agency })) }
    return edit(
      scope,
      Contact,
      { verb: 'updateContact', word: 'contact', id, version, changes },
      checkNotErased,
    )
  }

  /**
   * Erases the data of a contact, also in the audit trail (erase_contact.sql). The row stays, so that a meeting keeps its
   * participant. The audit entry lists the entries that lost values: the verification of the trail accepts no other loss.
   */
  async erase(scope: Scope, { id, version, redact }: EraseContactInput): Promise<Contact> {
    const contact = await lockOrFail(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    checkNotErased(contact)
    if (redact && scope.viewer.role !== 'HEAD') throw appError('forbidden', { roles: 'HEAD' })
    // first: erase_contact() deletes the names that erase_from_exports() looks for
    const exportEntries = await runErasure(scope, 'select erase_from_exports($1) as entries', [id])
    const contactEntries = await runErasure(scope, 'select erase_contact($1, $2) as entries', [
      id,
      redact ?? false,
    ])
    const after = {
      erasedAt: scope.now,
      erasedEntries: [...exportEntries, ...contactEntries],
      redacted: redact ?? false,
    }
    await audit(scope, { verb: 'eraseContact', subject: 'Contact', id, after })
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

/** Runs an erasing function and returns the ids of the audit entries that lost values. */
async function runErasure({ db }: Scope, sql: string, values: unknown[]): Promise<string[]> {
  const [result] = await db.query<{ entries: string[] }[]>(sql, values)
  return result!.entries
}

function checkNotErased({ erasedAt }: Contact): void {
  if (erasedAt) throw appError('erased')
}
