import type { Projection } from './entities.js'

const horizons = ['FULL', 'MEDIUM_TERM', 'INITIAL']
const standings = ['CONTRACTED', 'ANNOUNCED', 'REPORTED']

/** Returns the latest direct projection of the furthest horizon and the strongest standing that no other one replaces. */
export function currentProjectionOf(counted: Projection[], all: Projection[]): Projection | null {
  const replaced = new Set(all.filter(({ withdrawnAt }) => !withdrawnAt).map(({ replacesId }) => replacesId))
  // what is realised is a count of its day, whatever its horizon
  const precedence = ({ horizon, standing }: Projection) =>
    standing === 'REALISED' ? '' : [9 - horizons.indexOf(horizon), 9 - standings.indexOf(standing)].join('.')
  const rank = (p: Projection) => [precedence(p), p.statedOn, p.recordedAt.toISOString(), p.id].join(' ')
  const open = counted.filter(
    ({ id, kind, withdrawnAt }) => kind === 'DIRECT' && !withdrawnAt && !replaced.has(id),
  )
  return open.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0] ?? null
}
