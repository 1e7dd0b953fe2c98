import { useState } from 'react'
import { FindUsersDocument } from '../../api/generated/admin/audit/audit.js'
import { useData } from '../../api/use-data.js'
import { Picker, type PickerItem } from '../../design/picker.js'
import { useSettled } from '../../design/use-settled.js'
import { useTexts } from '../../text/texts.js'

interface UserFilterProps {
  chosen: PickerItem | null
  onChange: (id: string | null) => void
}

/** Finds the user who did it, as one types. */
export function UserFilter({ chosen, onChange }: UserFilterProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const words = useSettled(text.trim())
  const { data } = useData(FindUsersDocument, { text: words }, words.length < 2)
  const found = (words.length < 2 ? [] : (data?.users.nodes ?? [])).map(({ id, name, agency }) => ({
    ...{ id, label: name, note: agency.name },
  }))
  return (
    <Picker
      label={t('web.admin.by')}
      emptyLabel={t(words.length < 2 ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
      text={text}
      onText={setText}
      items={found}
      onPick={({ id }) => {
        setText('')
        onChange(id)
      }}
      chosen={chosen ? [chosen] : []}
      onRemove={() => onChange(null)}
      removeLabel={(name) => t('web.meeting.remove', { name })}
    />
  )
}
