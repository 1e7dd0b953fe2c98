import { useState } from 'react'
import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { AddRecipientDocument } from '../../api/generated/admin/agency/agencies.js'
import { FindUsersDocument } from '../../api/generated/admin/audit/audit.js'
import { useData } from '../../api/use-data.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Picker, type PickerItem } from '../../design/picker.js'
import { useSettled } from '../../design/use-settled.js'
import { useTexts } from '../../text/texts.js'

interface RecipientDialogProps {
  agency: { code: string }
  onSaved: () => void
  onClose: () => void
}

/** Adds users of any agency to the weekly mail. Each gets what they may see. */
export function RecipientDialog({ agency: { code }, onSaved, onClose }: RecipientDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<PickerItem[]>([])
  const words = useSettled(text.trim())
  const { data } = useData(FindUsersDocument, { text: words }, words.length < 2)
  const found = (words.length < 2 ? [] : (data?.users.nodes ?? []))
    .filter(({ id }) => !chosen.some((item) => item.id === id))
    .map(({ id, name, agency }) => ({ id, label: name, note: agency.name }))
  const add = async () => {
    for (const { id: user } of chosen) {
      const input = { agency: code, user }
      const { error } = await runSensitive(() => client.mutation(AddRecipientDocument, { input }))
      if (error) return error
      setChosen((current) => current.filter(({ id }) => id !== user))
    }
    return undefined
  }
  return (
    <AskDialog
      title={t('web.admin.addRecipient')}
      submitLabel={t('web.admin.addRecipient')}
      act={add}
      onClose={onClose}
      onDone={onSaved}
    >
      <p>{t('web.admin.recipientText')}</p>
      <Picker
        isFirst
        label={t('web.admin.recipient')}
        emptyLabel={t(words.length < 2 ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
        text={text}
        onText={setText}
        items={found}
        onPick={(item) => {
          setChosen([...chosen, item])
          setText('')
        }}
        chosen={chosen}
        onRemove={(removed) => setChosen(chosen.filter(({ id }) => id !== removed))}
        removeLabel={(name) => t('web.meeting.remove', { name })}
      />
    </AskDialog>
  )
}
