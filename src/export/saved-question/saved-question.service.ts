import { Injectable } from '@nestjs/common'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { checkVersion, edit, lockOrFail } from '../../write/edit.js'
import { insertRow } from '../../write/rows.js'
import { newVersionedColumns } from '../../write/versioned.js'
import { ExportQueryBuilder } from '../query/query-builder.js'
import { SavedQuestion } from './saved-question.entity.js'
import type { RemoveQuestionInput, SaveQuestionInput, UpdateQuestionInput } from './saved-question.input.js'

/** Characters of a question as JSON. */
const maxLength = 20_000

/** Only the owner can change a question: row-level security hides it from updates by others, who get NOT_FOUND. */
@Injectable()
export class SavedQuestionService {
  constructor(private readonly queries: ExportQueryBuilder) {}

  async save(scope: Scope, { idempotencyKey: _, name, shared, question }: SaveQuestionInput) {
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...{ name, shared, question: this.validate(question) },
      ownerId: scope.viewer.id,
      agencyId: scope.viewer.agencyId,
    }
    await insertRow(scope.db, SavedQuestion, row)
    await audit(scope, { verb: 'saveQuestion', subject: 'SavedQuestion', id: row.id, after: row })
    return row
  }

  update(scope: Scope, { id, version, question, ...rest }: UpdateQuestionInput): Promise<SavedQuestion> {
    const changes = {
      ...rest,
      ...(question !== undefined && { question: this.validate(question) }),
    }
    return edit(scope, SavedQuestion, { verb: 'updateQuestion', word: 'savedQuestion', id, version, changes })
  }

  async remove(scope: Scope, { id, version }: RemoveQuestionInput): Promise<SavedQuestion> {
    const row = await lockOrFail(scope, SavedQuestion, 'savedQuestion', id)
    checkVersion(row, version)
    await scope.db.query('delete from saved_question where id = $1', [id])
    await audit(scope, { verb: 'removeQuestion', subject: 'SavedQuestion', id, before: row })
    return row
  }
  /** Returns the question as it is stored. Rejects one that is too long: the audit trail keeps every version. */
  private validate(question: unknown): object {
    const validated = this.queries.validateQuestion(question)
    if (JSON.stringify(validated).length > maxLength)
      throw badField('input.question', 'TOO_LONG', { max: maxLength })
    return validated
  }
}
