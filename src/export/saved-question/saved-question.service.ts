import { Injectable } from '@nestjs/common'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { checkVersion, edit, locked } from '../../write/edit.js'
import { insertRow } from '../../write/rows.js'
import { fresh } from '../../write/versioned.js'
import { Asked } from '../query/query-builder.js'
import { SavedQuestion } from './saved-question.entity.js'
import type { RemoveQuestionInput, SaveQuestionInput, UpdateQuestionInput } from './saved-question.input.js'

/** What is not one's own is changed by nobody else: the database locks no row of others, and finds none. */
@Injectable()
export class SavedQuestionService {
  constructor(private readonly asked: Asked) {}

  async save(scope: Scope, { idempotencyKey: _, name, shared, question }: SaveQuestionInput) {
    const row = {
      ...fresh(uuidv7(scope.now), scope.now),
      ...{ name, shared, question: this.asked.checked(question) },
      ownerId: scope.viewer.id,
      agencyId: scope.viewer.agencyId,
    }
    await insertRow(scope.db, SavedQuestion, row)
    await audit(scope, { verb: 'saveQuestion', subject: 'SavedQuestion', id: row.id, after: row })
    return row
  }

  update(scope: Scope, { id, version, question, ...rest }: UpdateQuestionInput): Promise<SavedQuestion> {
    const changes = { ...rest, ...(question !== undefined && { question: this.asked.checked(question) }) }
    return edit(scope, SavedQuestion, { verb: 'updateQuestion', word: 'savedQuestion', id, version, changes })
  }

  async remove(scope: Scope, { id, version }: RemoveQuestionInput): Promise<SavedQuestion> {
    const row = await locked(scope, SavedQuestion, 'savedQuestion', id)
    checkVersion(row, version)
    await scope.db.query('delete from saved_question where id = $1', [id])
    await audit(scope, { verb: 'removeQuestion', subject: 'SavedQuestion', id, before: row })
    return row
  }
}
