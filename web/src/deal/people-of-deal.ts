import type { DealPeopleFragment } from '../api/generated/types.js'

export interface Person {
  id: string
  /** Whether the person is a contact, who has a page. */
  isContact: boolean
  name: string | null
  jobTitle: string | null
  organisation: string | null
  isDecisionMaker: boolean
  /** The first day of the latest held meeting; null if never met. */
  lastMet: string | null
}

type Meeting = DealPeopleFragment['meetings']['nodes'][number]
type Participant = Meeting['participants'][number]

const toPerson = (participant: Participant, lastMet: string | null): Person => ({
  id: participant.contact?.id ?? participant.id,
  isContact: participant.contact !== null,
  name: participant.contact?.name ?? participant.description,
  jobTitle: participant.contact?.jobTitle ?? null,
  organisation: participant.prospect?.name ?? participant.agency?.name ?? null,
  isDecisionMaker: participant.decisionMaker,
  lastMet,
})

/** Returns each person once, those met last first. Colleagues, who are users, are in the team. */
export function peopleOf({ meetings, prospect }: DealPeopleFragment): Person[] {
  const people = new Map<string, Person>()
  for (const { participants, status, when } of meetings.nodes)
    for (const participant of participants) {
      if (participant.user) continue
      const person = toPerson(participant, status === 'HELD' ? when.from : null)
      const known = people.get(person.id)
      people.set(person.id, {
        ...(known ?? person),
        lastMet: known?.lastMet ?? person.lastMet,
        isDecisionMaker: known?.isDecisionMaker === true || person.isDecisionMaker,
      })
    }
  for (const { id, name, jobTitle, decisionMaker } of prospect?.contacts.nodes ?? [])
    if (!people.has(id))
      people.set(id, {
        ...{ id, isContact: true, name, jobTitle, lastMet: null, isDecisionMaker: decisionMaker },
        organisation: prospect?.name ?? null,
      })
  return [...people.values()].sort((a, b) => (b.lastMet ?? '').localeCompare(a.lastMet ?? ''))
}
