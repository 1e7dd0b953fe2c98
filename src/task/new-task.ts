import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { resolveActiveUser } from '../user/active-user.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Task } from './task.entity.js'

interface NewTask {
  title: string
  details?: string | null
  dueOn: string
  assignee?: string | null
  dealId: string | null
  meetingId: string | null
}

/** Inserts a task of a deal or meeting that the viewer may change; `path` is the input path of the task in errors. */
export async function insertTask(
  scope: Scope,
  { assignee, ...facts }: NewTask,
  path: string,
): Promise<{ id: string }> {
  const row = {
    ...newVersionedColumns(uuidv7(scope.now), scope.now),
    ...toColumnValues(Task, facts),
    assigneeId:
      assignee == null ? scope.viewer.id : await resolveAssignee(scope, assignee, `${path}.assignee`),
    completedOn: null,
    completedById: null,
    enteredById: scope.viewer.agencyId,
  }
  await scope.db.insert(Task, row)
  await checkAssigneeSees(scope, row, `${path}.assignee`)
  return row
}

/** Rejects an assignee who does not see the task, by can_user_see_task.sql. */
export async function checkAssigneeSees(
  scope: Scope,
  { id, assigneeId }: Pick<Task, 'id' | 'assigneeId'>,
  path: string,
): Promise<void> {
  const [result] = await scope.db.query<{ seen: boolean }[]>('select can_user_see_task($1, $2) as seen', [
    id,
    assigneeId,
  ])
  if (!result!.seen) throw badField(path, 'WOULD_NOT_SEE')
}

/** Returns the id of an assignee. Rejects a user who, or whose agency, is deactivated. */
export const resolveAssignee = async (scope: Scope, id: string, path: string): Promise<string> =>
  (await resolveActiveUser(scope, id, path)).id
