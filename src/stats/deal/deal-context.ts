import type { ReportContext } from '../../read/roots.js'
import type { AsOfPoint } from '../as-of.js'
import type { Dimension } from '../dimension.js'

/** The arguments that a dimension depends on besides the deal. */
export interface DealContext {
  context: ReportContext
  moment: AsOfPoint
}

export interface OfDeals extends Dimension {
  /** The key, over the stage of the deal then (s) and the settings of that stage (g). */
  standing?: string
}
