import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid } from '../../core/uuid.js'

/** Types whose rows a viewer may see without being allowed to change them. */
type Subject = 'Stake' | 'Contact' | 'Employment' | 'Site' | 'Meeting' | 'Agreement' | 'Task'

/**
 * Rejects a viewer who sees a row and may not change it (`can_change_subject.sql`); the policies of its table check the
 * same. A row that the viewer does not see passes: locking it fails with NOT_FOUND, as for an absent one.
 */
export async function checkMayChange(
  scope: Scope,
  type: Subject,
  id: string,
  refusal: 'notEnteredByYou' | 'notYourMeeting' = 'notEnteredByYou',
): Promise<void> {
  if (!isUuid(id)) return
  const [access] = await scope.db.query<{ refused: boolean }[]>(
    'select can_see_subject($1, $2) and not can_change_subject($1, $2) as refused',
    [type, id],
  )
  if (access!.refused) throw appError(refusal)
}
