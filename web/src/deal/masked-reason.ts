import type { Confidentiality } from '../api/generated/types.js'

const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const satisfies readonly Confidentiality[]

/**
 * Why a reader sees a deal masked: `list`, they are not on its need-to-know list; `clearance`, theirs is too low; `team`, their
 * agency is not in its team; `teamOrClearance`, their clearance is too low, and the team is hidden from them.
 */
export type MaskedReason = 'list' | 'clearance' | 'team' | 'teamOrClearance'

interface MaskedDeal {
  confidentiality: Confidentiality
  leadAgency: { code: string }
}

interface Reader {
  clearance: Confidentiality
  agency: { code: string }
}

/**
 * Returns the reason, from what a masked reader sees and the rules of access alone: a SECRET deal is masked for its team only, a
 * RESTRICTED one for its team whatever their clearance and for others whose clearance reaches it.
 */
export function maskedReason({ clearance, agency }: Reader, deal: MaskedDeal): MaskedReason {
  if (deal.confidentiality === 'SECRET') return 'list'
  if (levels.indexOf(clearance) >= levels.indexOf(deal.confidentiality)) return 'team'
  const isInTeam = deal.confidentiality === 'RESTRICTED' || deal.leadAgency.code === agency.code
  return isInTeam ? 'clearance' : 'teamOrClearance'
}
