import { useState } from 'react'
import { useClient } from 'urql'
import { CreateCalendarFeedDocument } from '../api/generated/profile/profile.js'
import { SecretDialog } from '../account/secret-dialog.js'
import { useSensitive } from '../confirm/sensitive.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { orNull } from '../edit/merge.js'
import { useTexts } from '../text/texts.js'

const labels = { name: 'web.account.purpose' } as const

/** Makes the address of a calendar, then shows it once. */
export function NewFeedDialog({ onCreated, onClose }: { onCreated: () => void; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [address, setAddress] = useState<string>()
  if (address)
    return (
      <SecretDialog
        title={t('web.profile.feedMade')}
        text={t('web.profile.feedMadeText')}
        lines={[
          {
            label: t('web.profile.feedAddress'),
            value: new URL(address.replace(/^\//, ''), document.baseURI).href,
          },
        ]}
        onClose={onClose}
      />
    )
  return (
    <EditDialog
      title={t('web.profile.newFeed')}
      labels={labels}
      base={{ version: 0, values: { name: '' } }}
      save={async (_, { name }) => {
        const input = { name: orNull(name) }
        const { data, error } = await runSensitive(() =>
          client.mutation(CreateCalendarFeedDocument, { input }),
        )
        if (!data) return error
        setAddress(data.createCalendarFeed.address)
        onCreated()
        return undefined
      }}
      onClose={onClose}
      onSaved={() => undefined}
    >
      {({ bind }) => (
        <>
          <p>{t('web.profile.feedText')}</p>
          <TextInput {...bind('name')} hint={t('web.profile.feedHint')} isFirst />
        </>
      )}
    </EditDialog>
  )
}
