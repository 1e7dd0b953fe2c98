import { useState } from 'react'
import { FindDealsDocument } from '../api/generated/meeting/meetings.js'
import { useData } from '../api/use-data.js'
import { Picker } from '../design/picker.js'
import { useTexts } from '../text/texts.js'
import type { DealChoice } from './meeting-draft.js'

interface DealsPickerProps {
  deals: DealChoice[]
  onChange: (deals: DealChoice[]) => void
}

/** Finds deals by title, code name or company. */
export function DealsPicker({ deals, onChange }: DealsPickerProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const words = text.trim()
  const { data } = useData(FindDealsDocument, { text: words }, words.length < 2)
  const items =
    words.length < 2
      ? []
      : (data?.deals.nodes ?? []).map(({ id, reference, codeName, prospect, title }) => ({
          ...{ id, label: prospect?.name ?? codeName },
          note: `${reference} · ${title}`,
        }))
  return (
    <Picker
      label={t('web.meeting.about')}
      emptyLabel={t(words.length < 2 ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
      text={text}
      onText={setText}
      items={items}
      onPick={({ id, label }) => {
        if (!deals.some((deal) => deal.id === id)) onChange([...deals, { id, label }])
        setText('')
      }}
      chosen={deals}
      onRemove={(removed) => onChange(deals.filter(({ id }) => id !== removed))}
      removeLabel={(name) => t('web.meeting.remove', { name })}
    />
  )
}
