import { Injectable } from '@nestjs/common'
import { problem } from '../core/problem.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { columnsOf } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, locked } from '../write/edit.js'
import { fresh } from '../write/versioned.js'
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
      ...fresh(uuidv7(scope.now), scope.now),
      emails: [],
      phones: [],
      decisionMaker: false,
      ...columnsOf(Contact, input),
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
    const contact = await locked(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    notErased(contact)
    if (redact && scope.viewer.role !== 'HEAD') throw problem('forbidden', { roles: 'HEAD' })
    // while it is still known how the person is written
    const asked = await emptied(scope, 'select erase_from_exports($1) as entries', [id])
    const own = await emptied(scope, 'select erase_contact($1, $2) as entries', [id, redact ?? false])
    const after = { erasedAt: scope.now, erasedEntries: [...asked, ...own], redacted: redact ?? false }
    await audit(scope, { verb: 'eraseContact', subject: 'Contact', id, after })
    return contact
  }

  /** Gives out all that is held on a person, and keeps that it was given. */
  async exportDossier(scope: Scope, { id }: ExportContactInput): Promise<Contact> {
    const contact = isUuid(id) && (await scope.db.findOneBy(Contact, { id }))
    if (!contact) throw problem('notFound', { what: 'contact' })
    await audit(scope, { verb: 'exportContact', subject: 'Contact', id, after: { to: scope.viewer.id } })
    return contact
  }
}

/** The entries of the trail that lost values. */
async function emptied({ db }: Scope, sql: string, values: unknown[]): Promise<string[]> {
  const [found] = await db.query<{ entries: string[] }[]>(sql, values)
  return found!.entries
}

function notErased({ erasedAt }: Contact): void {
  if (erasedAt) throw problem('erased')
}
