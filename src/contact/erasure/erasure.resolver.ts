import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { FindMany, Report } from '../../read/roots.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Contact } from '../contact.entity.js'
import { AnswerErasureRequestInput, EraseContactInput } from './erasure.input.js'
import { ErasureRequest } from './erasure-request.entity.js'
import { ErasureService } from './erasure.service.js'
import { PreviewedMention, previewRows } from './previewed-mention.js'

@Resolver()
export class ErasureResolver {
  constructor(private readonly service: ErasureService) {}

  @Report(
    () => PreviewedMention,
    'The texts that name a person, as a whole word, in rows that you may see and change: what an erasure can redact. Choose among them with `eraseContact` or `answerErasureRequest`. At most 1000; empty for a contact that you may not change.',
    [
      { name: 'contact', graphql: () => ID, description: 'A contact.', nullable: true },
      {
        name: 'request',
        graphql: () => ID,
        description: 'An erasure request to your agency; exactly one of the two.',
        nullable: true,
      },
    ],
    previewRows,
    { order: '{t}.subject_type, {t}.subject_id, {t}.field, {t}.id' },
  )
  erasurePreview() {}

  @WriteMutation(
    () => Contact,
    'pipeline:write',
    'Erases a person permanently, as the GDPR requires: name, job title, addresses, numbers and language, also in the audit trail of the contact. Meetings stay, with a participant without a name. Texts that mention the person are redacted only where you choose (`erasurePreview`). The HEADs of other agencies whose rows name the person get a request. `erasure` lists what was kept, and why.',
  )
  eraseContact(@CurrentScope() scope: Scope, @Args('input') input: EraseContactInput) {
    return this.service.erase(scope, input)
  }

  @FindMany(
    () => ErasureRequest,
    'Requests of other users to erase a person from rows of your agency, for a HEAD who may see such rows.',
  )
  erasureRequests() {}

  @WriteMutation(
    () => ErasureRequest,
    'deal:decide',
    'Answers an erasure request: redacts the chosen mentions, and closes the request.',
  )
  answerErasureRequest(@CurrentScope() scope: Scope, @Args('input') input: AnswerErasureRequestInput) {
    return this.service.answer(scope, input)
  }
}
