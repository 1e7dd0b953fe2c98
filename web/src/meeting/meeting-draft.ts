/** What a user has typed to log a meeting: kept on this device until it is saved or discarded. */
import type { MeetingParticipantInput, RecordMeetingInput } from '../api/generated/types.js'
import { parsePartialDate } from '../day/partial-date.js'

export interface PersonChoice {
  id: string
  label: string
  kind: 'contact' | 'user' | 'unnamed'
}

export interface DealChoice {
  id: string
  label: string
}

export interface MeetingDraft {
  /** Saving the same draft twice makes one meeting. */
  idempotencyKey: string
  title: string
  people: PersonChoice[]
  decisionMaker: string
  when: string
  place: string
  deals: DealChoice[]
  outcome: string
  nextStep: string
  nextStepOn: string
}

export const newDraft = (when: string): MeetingDraft => ({
  idempotencyKey: crypto.randomUUID(),
  ...{ title: '', people: [], decisionMaker: '', when, place: '', deals: [] },
  ...{ outcome: '', nextStep: '', nextStepOn: '' },
})

/** Returns whether a draft has something that would be lost. */
const isWorthKeeping = ({ title, people, outcome, nextStep }: MeetingDraft): boolean =>
  people.length > 0 || [title, outcome, nextStep].some((text) => text.trim() !== '')

const keyOf = (user: string) => `ancrage.meeting.${user}`

/** Drafts are stored by user: the next person on the same browser does not see them. */
export function readDraft(user: string): MeetingDraft | null {
  const stored = localStorage.getItem(keyOf(user))
  return stored ? (JSON.parse(stored) as MeetingDraft) : null
}

export function storeDraft(user: string, draft: MeetingDraft | null): void {
  if (draft && isWorthKeeping(draft)) localStorage.setItem(keyOf(user), JSON.stringify(draft))
  else localStorage.removeItem(keyOf(user))
}

const participantOf = (
  { id, label, kind }: PersonChoice,
  decisionMaker: string,
): MeetingParticipantInput => ({
  ...(kind === 'contact' && { contact: id }),
  ...(kind === 'user' && { user: id }),
  ...(kind === 'unnamed' && { description: label }),
  ...(id === decisionMaker && { decisionMaker: true }),
})

/** Returns the input that records the meeting; null while its day is not understood. */
export function meetingInputOf(
  draft: MeetingDraft,
  today: string,
  defaultTitle: string,
): RecordMeetingInput | null {
  const when = parsePartialDate(draft.when, today)
  if (!when) return null
  return {
    idempotencyKey: draft.idempotencyKey,
    title: draft.title.trim() || defaultTitle,
    when,
    place: draft.place.trim() || null,
    outcome: draft.outcome.trim() || null,
    deals: draft.deals.map(({ id }) => id),
    participants: draft.people.map((person) => participantOf(person, draft.decisionMaker)),
    ...(draft.nextStep.trim() && {
      tasks: [
        { title: draft.nextStep.trim(), dueOn: draft.nextStepOn || today, deal: draft.deals[0]?.id ?? null },
      ],
    }),
  }
}
