/** The form of a location that competes for a deal, as texts. */
import type { LocationRowFragment, LocationStanding } from '../../api/generated/types.js'
import { dateInputOf } from '../../day/partial-date.js'
import { today } from '../../day/today.js'
import type { TextKey } from '../../text/translate.js'

export const locationStandings: LocationStanding[] = ['CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED']

export const locationLabels = {
  site: 'web.deal.ourSite',
  town: 'web.deal.town',
  country: 'web.deal.country',
  standing: 'web.deal.standing',
  since: 'web.deal.since',
  reason: 'web.move.reason',
} as const satisfies Record<string, TextKey>

export type LocationField = keyof typeof locationLabels
export type LocationValues = Record<LocationField, string>

export const toLocationForm = (row: LocationRowFragment | null): LocationValues => ({
  site: '',
  town: row?.town ?? '',
  country: row?.country ?? '',
  standing: row?.standing ?? 'CANDIDATE',
  since: '',
  reason: '',
})

/** Without a day, the standing counts from today on. */
export function standingInputOf({ standing, since: text, reason }: LocationValues) {
  const { on: since, when: sinceWhen } = dateInputOf(text, today())
  return {
    standing: standing as LocationStanding,
    ...(since && { since }),
    ...(sinceWhen && { sinceWhen }),
    ...(reason.trim() && { reason: reason.trim() }),
  }
}
