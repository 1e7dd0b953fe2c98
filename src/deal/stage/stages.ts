import type { Scope } from '../../core/scope.js'
import type { Stage } from './stage.js'

/** The stages as they are now: position, probability, outcome and required facts are data. */
export const stagesOf = (scope: Scope): Promise<Stage[]> =>
  scope.db.query<Stage[]>(
    'select code, position, probability, outcome, requires from deal_stage order by position',
  )
