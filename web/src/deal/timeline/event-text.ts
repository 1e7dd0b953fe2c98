import type { TimelineEventKind } from '../../api/generated/types.js'
import type { Translate } from '../../text/translate.js'

/** Words in capitals that end a part of an event, and the section of the texts that has them, by the kind of event. */
const sectionOf = {
  CLAIMED: 'claimStanding',
  JOBS_STATED: 'jobStanding',
  JOINED: 'web.teamRole',
  LEFT: 'web.teamRole',
  LOCATION: 'web.locationStanding',
  AGREEMENT_DISCUSSED: 'agreementKind',
  AGREEMENT_ANNOUNCED: 'agreementKind',
  AGREEMENT_SIGNED: 'agreementKind',
} as const satisfies Partial<Record<TimelineEventKind, string>>

const code = /^[A-Z][A-Z_]{2,}$/
const jobKind = /^(\d+(?:\+|–\d+)?) ([A-Z_]{3,})$/

/**
 * Returns the text of an event in the language of the viewer. The service returns parts between dashes, codes among them:
 * `Dubai – CANDIDATE`.
 */
export function eventText(kind: TimelineEventKind, text: string, t: Translate): string {
  const section = kind in sectionOf ? sectionOf[kind as keyof typeof sectionOf] : undefined
  if (!section) return text
  const translatePart = (part: string): string => {
    const jobs = kind === 'JOBS_STATED' ? jobKind.exec(part) : null
    if (jobs) return `${jobs[1]} ${t(`jobKind.${jobs[2]}` as 'jobKind.DIRECT')}`
    return code.test(part) ? t(`${section}.${part}` as 'claimStanding.CONFIRMED') : part
  }
  return text.split(' – ').map(translatePart).join(' – ')
}
