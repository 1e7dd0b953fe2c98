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
import { organisationOf } from './organisation.js'

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
      ...(await organisationOf(scope, { prospect, agency })),
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
    const changes = { ...input, ...(await organisationOf(scope, { prospect, agency })) }
    return edit(scope, Contact, { verb: 'updateContact', word: 'contact', id, version, changes }, notErased)
  }

  /**
   * Empties the person, also in the trail, and keeps the row, so that a meeting keeps its participant. The entry names
   * the entries that lost values: the chain counts no other loss as an erasure.
   */
  async erase(scope: Scope, { id, version, redact }: EraseContactInput): Promise<Contact> {
    const contact = await lockOrFail(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    notErased(contact)
    if (redact && scope.viewer.role !== 'HEAD') throw appError('forbidden', { roles: 'HEAD' })
    // while it is still known how the person is written
    const names = await emptied(scope, 'select erase_from_exports($1) as entries', [id])
    const own = await emptied(scope, 'select erase_contact($1, $2) as entries', [id, redact ?? false])
    const after = { erasedAt: scope.now, erasedEntries: [...names, ...own], redacted: redact ?? false }
    await audit(scope, { verb: 'eraseContact', subject: 'Contact', id, after })
    return contact
  }

  /** Gives out all that is held on a person, and keeps that it was given. */
  async exportDossier(scope: Scope, { id }: ExportContactInput): Promise<Contact> {
    const contact = isUuid(id) && (await scope.db.findOneBy(Contact, { id }))
    if (!contact) throw appError('notFound', { what: 'contact' })
    await audit(scope, { verb: 'exportContact', subject: 'Contact', id, after: { to: scope.viewer.id } })
    return contact
  }
}

/** The entries of the trail that lost values. */
async function emptied({ db }: Scope, sql: string, values: unknown[]): Promise<string[]> {
  const [result] = await db.query<{ entries: string[] }[]>(sql, values)
  return result!.entries
}

function notErased({ erasedAt }: Contact): void {
  if (erasedAt) throw appError('erased')
}
