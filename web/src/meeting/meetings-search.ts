export interface MeetingsSearch {
  /** The form to log a meeting is open. */
  log?: true
  /** Reference of the deal that the meeting is about. */
  deal?: string
  status?: 'PLANNED' | 'HELD'
}

/** Reads the search part of the address of the meetings. */
export function readMeetingsSearch({ log, deal, status }: Record<string, unknown>): MeetingsSearch {
  return {
    ...(log !== undefined && { log: true }),
    ...(typeof deal === 'string' && { deal }),
    ...((status === 'PLANNED' || status === 'HELD') && { status }),
  }
}
