import { declarePast } from '../../read/filter/past.js'
import { Transition } from './transition.entity.js'

const correctedThen =
  'select c.id from transition_correction c where c.transition_id = {t}.id and c.recorded_at <= {knownAt}'

/** A move that had happened then. */
declarePast(Transition, {
  source:
    '(select t.* from transition t where (t.effective_on <= {day}) is not false and t.recorded_at <= {knownAt})',
  filters: {
    ...{ id: true, deal: true, ordinal: true, from: true, to: true, effectiveOn: true, recordedAt: true },
    ...{ by: true, override: true, reason: true, asKnown: true },
    place: true,
    holds: `(not exists (${correctedThen}))`,
    correction: `(${correctedThen})`,
  },
})
