import { useState } from 'react'
import { useClient } from 'urql'
import { AddToNeedToKnowDocument, UserChoicesDocument } from '../../api/generated/deal/team/team.js'
import { useData } from '../../api/use-data.js'
import { Picker, type PickerItem } from '../../design/picker.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'

/** Adds a user who sees the deal whatever their clearance. */
export function NeedToKnowDialog({ deal, onClose }: { deal: string; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const [text, setText] = useState('')
  const [user, setUser] = useState<PickerItem | null>(null)
  const words = text.trim()
  const { data } = useData(UserChoicesDocument, { text: words }, words.length < 2)
  const found =
    data?.users.nodes.map(({ id, name, agency }) => ({ id, label: name, note: agency.name })) ?? []
  return (
    <EditDialog
      title={t('web.record.addToNeedToKnow')}
      labels={{}}
      base={{ version: 0, values: {} }}
      save={async () => {
        const input = { deal, user: user?.id ?? '' }
        return (await client.mutation(AddToNeedToKnowDocument, { input })).error
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <p className="meta">
            {t('web.record.needToKnowHint')} {t('web.record.needToKnowEndsLink')}
          </p>
          <Picker
            isFirst
            label={t('web.record.user')}
            emptyLabel={t(words.length < 2 ? 'web.meeting.typeMore' : 'web.meeting.nothingFound')}
            text={text}
            onText={setText}
            items={words.length < 2 ? [] : found}
            onPick={(item) => {
              setUser(item)
              setText('')
            }}
            chosen={user ? [user] : []}
            onRemove={() => setUser(null)}
            removeLabel={(name) => t('web.meeting.remove', { name })}
          />
        </>
      )}
    </EditDialog>
  )
}
