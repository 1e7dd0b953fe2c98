import type { ProspectPeopleFragment } from '../api/generated/types.js'

export interface PersonMet {
  id: string
  name: string | null
  jobTitle: string | null
  isDecisionMaker: boolean
  /** End of the employment, as text; null while it lasts. */
  until: string | null
  /** The day of the latest held meeting; null: never met, as far as the viewer sees. */
  lastMet: string | null
  /** The other participants of that meeting: who met the person. */
  metBy: string[]
}

/** Returns the people of the company, the latest met first, each with who met them last. */
export function peopleMet({ employments, meetings }: ProspectPeopleFragment): PersonMet[] {
  const held = meetings.nodes.filter(({ status }) => status === 'HELD')
  const people = new Map<string, PersonMet>()
  for (const { contact, jobTitle, until } of employments.nodes) {
    const last = held.find(({ participants }) => participants.some((one) => one.contact?.id === contact.id))
    const others = (last?.participants ?? []).filter((one) => one.contact?.id !== contact.id)
    const isNewer = people.get(contact.id)?.until !== null
    if (!isNewer) continue
    people.set(contact.id, {
      ...{ id: contact.id, name: contact.name, jobTitle, isDecisionMaker: contact.decisionMaker },
      until: until?.text ?? null,
      lastMet: last?.when.text ?? null,
      metBy: others.flatMap(
        ({ user, contact: other, agency }) => user?.name ?? other?.name ?? agency?.name ?? [],
      ),
    })
  }
  const dayOf = ({ id }: PersonMet) =>
    held.find(({ participants }) => participants.some((one) => one.contact?.id === id))?.when.from ?? ''
  return [...people.values()].sort((one, other) => dayOf(other).localeCompare(dayOf(one)))
}
