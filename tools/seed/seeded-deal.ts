import type { Confidentiality } from '../../src/core/scope.js'
import type { SeededAgency, SeededUser } from './organisations.js'
import type { DealPath } from './path.js'
import type { SeededProspect } from './prospect.js'

export interface SeededDeal {
  id: string
  prospect: SeededProspect
  lead: SeededAgency
  officer: SeededUser
  opened: number
  /** The last day on which something happened. */
  last: number
  path: DealPath
  confidentiality: Confidentiality
  /** Whether it is stated that no other location competes. */
  alone: boolean
}
