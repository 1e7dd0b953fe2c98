import type { Projection } from './entities.js'

const horizons = ['FULL', 'MEDIUM_TERM', 'INITIAL']

/** Returns the latest direct projection of the furthest horizon that no other one replaces. */
export function currentProjectionOf(counted: Projection[], all: Projection[]): Projection | null {
  const replaced = new Set(all.map(({ replacesId }) => replacesId))
  const rank = (p: Projection) =>
    [9 - horizons.indexOf(p.horizon), p.statedOn, p.recordedAt.toISOString(), p.id].join(' ')
  const open = counted.filter(({ id, kind }) => kind === 'DIRECT' && !replaced.has(id))
  return open.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0] ?? null
}
