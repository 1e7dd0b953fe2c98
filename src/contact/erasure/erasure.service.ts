import { Injectable } from '@nestjs/common'
import { appError, badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { checkVersion, lockOrFail } from '../../write/edit.js'
import { checkMayChange } from '../../write/subject/check-may-change.js'
import { Contact } from '../contact.entity.js'
import { checkNotErased } from '../erased.js'
import type { AnswerErasureRequestInput, EraseContactInput } from './erasure.input.js'
import { ErasureRequest } from './erasure-request.entity.js'

@Injectable()
export class ErasureService {
  /**
   * Erases the data of a contact, also in its audit trail (erase_contact.sql), and redacts the chosen mentions. The row
   * stays, so that a meeting keeps its participant. The audit entry lists the entries of the contact that lost values:
   * the verification of the trail accepts no other loss. What was redacted elsewhere is in the trail of each row.
   */
  async erase(scope: Scope, { id, version, redact, redactMentions }: EraseContactInput): Promise<Contact> {
    await checkMayChange(scope, 'Contact', id)
    const contact = await lockOrFail(scope, Contact, 'contact', id)
    checkVersion(contact, version)
    checkNotErased(contact)
    if ((redact || redactMentions?.length) && scope.viewer.role !== 'HEAD')
      throw appError('forbidden', { roles: 'HEAD' })
    const identifiers = await findIdentifiers(scope, id)
    await chooseMentions(scope, {
      contactId: id,
      identifiers,
      ids: redactMentions ?? [],
      every: redact ?? false,
    })
    const [erased] = await scope.db.query<{ entries: string[] }[]>(
      'select erase_contact($1, $2) as entries',
      [id, identifiers],
    )
    const after = { erasedAt: scope.now, erasedEntries: erased!.entries, redacted: redact ?? false }
    await audit(scope, { verb: 'eraseContact', subject: 'Contact', id, after })
    return contact
  }

  /** Redacts the chosen mentions and closes a request to the agency of the viewer (answer_erasure_request.sql). */
  async answer(
    scope: Scope,
    { id, version, redactMentions, reason }: AnswerErasureRequestInput,
  ): Promise<{ id: string }> {
    const request = isUuid(id) ? await scope.db.findOneBy(ErasureRequest, { id }) : null
    if (!request) throw appError('notFound', { what: 'erasureRequest' })
    checkVersion(request, version)
    if (request.answeredAt) throw appError('requestAnswered')
    const [person] = await scope.db.query<{ contactId: string; identifiers: string[] }[]>(
      'select contact_id as "contactId", identifiers from erasure_request where id = $1',
      [id],
    )
    await chooseMentions(scope, { ...person!, ids: redactMentions ?? [], every: false })
    const [answer] = await scope.db.query<{ closed: boolean }[]>(
      'select answer_erasure_request($1, $2) as closed',
      [id, reason ?? null],
    )
    if (!answer!.closed) throw appError('requestAnswered')
    await audit(scope, {
      verb: 'answerErasureRequest',
      subject: 'ErasureRequest',
      id,
      after: { answeredAt: scope.now, reason: reason ?? null },
    })
    return request
  }
}

async function findIdentifiers({ db }: Scope, contactId: string): Promise<string[]> {
  const [contact] = await db.query<{ identifiers: string[] }[]>(
    'select contact_identifiers($1) as identifiers',
    [contactId],
  )
  return contact!.identifiers
}

interface MentionChoice {
  contactId: string
  identifiers: string[]
  /** Of the preview. */
  ids: readonly string[]
  /** Whether every mention of a full name, an address or a number is chosen as well. */
  every: boolean
}

/** Records the mentions that the viewer sees, with their choice. Rejects an id that is not in the preview. */
async function chooseMentions(
  { db }: Scope,
  { contactId, identifiers, ids, every }: MentionChoice,
): Promise<void> {
  const [choice] = await db.query<{ chosen: string[] }[]>(
    'select record_erasure_mentions($1, $2, $3, $4) as chosen',
    [contactId, identifiers, ids.filter((id) => isUuid(id)), every],
  )
  const unknown = ids.findIndex((id) => !choice!.chosen.includes(id.toLowerCase()))
  if (unknown >= 0) throw badField(`input.redactMentions[${unknown}]`, 'UNKNOWN_REFERENCE')
}
