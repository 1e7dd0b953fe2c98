import { useState } from 'react'
import { useClient } from 'urql'
import { CreateContactDocument, FindPeopleDocument } from '../api/generated/meeting/meetings.js'
import { useData } from '../api/use-data.js'
import { Picker, type PickerItem } from '../design/picker.js'
import { useTexts } from '../text/texts.js'
import type { PersonChoice } from './meeting-draft.js'

interface PeoplePickerProps {
  people: PersonChoice[]
  onChange: (people: PersonChoice[]) => void
}

const newPerson = 'new'
const unnamed = 'unnamed'

/** Finds contacts and colleagues as one types; a person who is not there is added without leaving the form. */
export function PeoplePicker({ people, onChange }: PeoplePickerProps) {
  const { t } = useTexts()
  const client = useClient()
  const [text, setText] = useState('')
  const words = text.trim()
  const { data } = useData(FindPeopleDocument, { text: words }, words.length < 2)
  const contacts = data?.contacts.nodes ?? []
  const users = data?.users.nodes ?? []
  const found: PickerItem[] = [
    ...contacts.map(({ id, name, jobTitle, prospect, agency }) => ({
      ...{ id, label: name ?? '' },
      note: [jobTitle, prospect?.name ?? agency?.name].filter(Boolean).join(', '),
    })),
    ...users.map(({ id, name, agency }) => ({ id, label: name, note: agency.name })),
  ]
  const additions: PickerItem[] = [
    { id: newPerson, label: t('web.meeting.newPerson', { name: words }) },
    { id: unnamed, label: t('web.meeting.unnamed', { description: words }) },
  ]
  const add = (person: PersonChoice) => {
    if (!people.some(({ id }) => id === person.id)) onChange([...people, person])
    setText('')
  }
  const pick = async ({ id, label }: PickerItem) => {
    if (id === unnamed) add({ id: crypto.randomUUID(), label: words, kind: 'unnamed' })
    else if (id === newPerson) {
      const { data } = await client.mutation(CreateContactDocument, { input: { name: words } })
      if (data) add({ id: data.createContact.id, label: words, kind: 'contact' })
    } else add({ id, label, kind: users.some((user) => user.id === id) ? 'user' : 'contact' })
  }
  return (
    <Picker
      isFirst
      label={t('web.meeting.with')}
      emptyLabel={t(words.length < 2 ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
      text={text}
      onText={setText}
      items={words.length < 2 ? [] : [...found, ...additions]}
      onPick={(item) => void pick(item)}
      chosen={people}
      onRemove={(removed) => onChange(people.filter(({ id }) => id !== removed))}
      removeLabel={(name) => t('web.meeting.remove', { name })}
    />
  )
}
