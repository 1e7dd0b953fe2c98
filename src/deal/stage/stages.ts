import type { Scope } from '../../core/scope.js'
import type { Stage } from './stage.js'

/** Returns the current stages, in order: position, probability, outcome and required facts are data. */
export const readStages = (scope: Scope): Promise<Stage[]> =>
  scope.db.query<Stage[]>(
    'select code, position, probability, outcome, requires from deal_stage order by position',
  )
