import type { DealTeamFragment, TeamRole } from '../api/generated/types.js'
import { isWriter, type Viewer } from '../shell/viewer.js'

/** What the viewer may do to a deal, so that the page shows only what would succeed. The service decides. */
export interface DealRights {
  /** Edits, moves, and everything that belongs to the deal. */
  work: boolean
  /** Confirms a landing. */
  verify: boolean
  /** Lets an agency join or leave. */
  changeTeam: boolean
  /** Hands the lead over, and decides who needs to know. */
  lead: boolean
}

type DealOfTeam = DealTeamFragment & { masked: boolean }

const roleInTeam = ({ agency }: Viewer, { team }: DealOfTeam): TeamRole | undefined =>
  team.find((member) => member.agency.code === agency.code && member.until === null)?.role

export function rightsOf(viewer: Viewer, deal: DealOfTeam): DealRights {
  const role = roleInTeam(viewer, deal)
  const work = !deal.masked && isWriter(viewer) && (role === 'LEAD' || role === 'SUPPORT')
  return {
    work,
    verify: work && viewer.role === 'HEAD',
    changeTeam: work && role === 'LEAD',
    lead: work && role === 'LEAD' && viewer.role === 'HEAD',
  }
}

export const canChange = (viewer: Viewer, deal: DealOfTeam): boolean => rightsOf(viewer, deal).work
