import { useState } from 'react'
import { FindProspectsDocument } from '../api/generated/prospect/prospects.js'
import { useData } from '../api/use-data.js'
import { Picker, type PickerItem } from '../design/picker.js'
import { useTexts } from '../text/texts.js'

interface ProspectPickerProps {
  label: string
  chosen: PickerItem | null
  onChange: (prospect: PickerItem | null) => void
  /** A company that is not offered, such as the one of the page. */
  except?: string
  isFirst?: boolean
}

/** Finds one company by its names. */
export function ProspectPicker({ label, chosen, onChange, except, isFirst }: ProspectPickerProps) {
  const { t, format } = useTexts()
  const [text, setText] = useState('')
  const words = text.trim()
  const isShort = words.length < 2
  const { data } = useData(FindProspectsDocument, { text: words }, isShort)
  const found = (data?.prospects.nodes ?? []).filter(({ id }) => id !== except)
  const items = found.map(({ id, name, city, country }) => ({
    ...{ id, label: name },
    note: [city, country && format.country(country)].filter(Boolean).join(', '),
  }))
  return (
    <Picker
      {...(isFirst && { isFirst })}
      label={label}
      emptyLabel={t(isShort ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
      text={text}
      onText={setText}
      items={isShort ? [] : items}
      onPick={(item) => {
        onChange(item)
        setText('')
      }}
      chosen={chosen ? [chosen] : []}
      onRemove={() => onChange(null)}
      removeLabel={(name) => t('web.meeting.remove', { name })}
    />
  )
}
