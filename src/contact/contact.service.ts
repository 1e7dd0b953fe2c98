import { Injectable } from '@nestjs/common'
import { problem } from '../core/problem.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { columnsOf } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, locked, save } from '../write/edit.js'
import { fresh } from '../write/versioned.js'
import { Contact } from './contact.entity.js'
import type { CreateContactInput, EraseContactInput, UpdateContactInput } from './contact.input.js'
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

  /** Empties the person and keeps the row, so that a meeting keeps its participant. What was erased is not written into the trail. */
  async erase(scope: Scope, { id, version }: EraseContactInput): Promise<Contact> {
    const contact = await locked(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    notErased(contact)
    const erased = { ...nobody, erasedAt: scope.now }
    await save(scope, Contact, Object.assign(contact, erased), Object.keys(erased))
    await audit(scope, { verb: 'eraseContact', subject: 'Contact', id, after: { erasedAt: scope.now } })
    return contact
  }
}

/** What is left of an erased person; whether a decision maker was met, and for which organisation, stays. */
const nobody = { name: null, jobTitle: null, emails: [], phones: [], language: null, lawfulBasis: null }

function notErased({ erasedAt }: Contact): void {
  if (erasedAt) throw problem('erased')
}
