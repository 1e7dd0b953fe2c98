import type { DealTeamFragment, TeamRole } from '../api/generated/types.js'
import { isWriter, type Viewer } from '../shell/viewer.js'

const writingRoles: TeamRole[] = ['LEAD', 'SUPPORT']

/** Returns whether the viewer may change the deal, so that the page shows only what would succeed. The service decides. */
export const canChange = (
  viewer: Viewer,
  { team, masked }: DealTeamFragment & { masked: boolean },
): boolean =>
  !masked &&
  isWriter(viewer) &&
  team.some(
    ({ agency, role, until }) =>
      agency.code === viewer.agency.code && until === null && writingRoles.includes(role),
  )
