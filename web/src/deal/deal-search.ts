/** The part of the timeline that the address of a deal shows. */
export const timelineParts = ['all', 'moves', 'meetings', 'jobs', 'claims', 'team', 'tasks', 'edits'] as const
export type TimelinePart = (typeof timelineParts)[number]

export interface DealSearch {
  show?: TimelinePart
}

/** Reads the search part of the address; ignores an unknown value. The default is left out. */
export function readDealSearch({ show }: Record<string, unknown>): DealSearch {
  const part = timelineParts.find((part) => part === show)
  return part && part !== 'all' ? { show: part } : {}
}
