import type { MoveChoicesQuery } from '../../api/generated/types.js'
import type { FactsDraft } from './facts-draft.js'

/** What a field that supplies a missing fact gets. */
export interface FactFieldProps {
  draft: FactsDraft
  onChange: (changes: Partial<FactsDraft>) => void
  choices: MoveChoicesQuery | undefined
  deal: { id: string; reference: string }
}
