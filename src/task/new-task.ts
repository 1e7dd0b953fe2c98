import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { User } from '../user/user.entity.js'
import { resolveReference } from '../write/edit.js'
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

/** Enters a task for a deal or meeting that the viewer may change; `path` is where the input says it. */
export async function newTask(
  scope: Scope,
  { assignee, ...facts }: NewTask,
  path: string,
): Promise<{ id: string }> {
  const row = {
    ...newVersionedColumns(uuidv7(scope.now), scope.now),
    ...toColumnValues(Task, facts),
    assigneeId: assignee == null ? scope.viewer.id : await assigneeOf(scope, assignee, `${path}.assignee`),
    completedOn: null,
    completedById: null,
    enteredById: scope.viewer.agencyId,
  }
  await scope.db.insert(Task, row)
  await checkSeen(scope, row, `${path}.assignee`)
  return row
}

/** Whoever has to do it has to see it. */
export async function checkSeen(
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

/** Who has to do it: anybody who can still sign in. */
export async function assigneeOf(scope: Scope, id: string, path: string): Promise<string> {
  const user = await resolveReference(scope, User, id, path)
  if (!user.active) throw badField(path, 'NOT_ACTIVE')
  return user.id
}
