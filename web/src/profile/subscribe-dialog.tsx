import { useClient } from 'urql'
import {
  SubscribableAgenciesDocument,
  SubscribeToWeeklySummaryDocument,
} from '../api/generated/profile/profile.js'
import type { MailAttachment } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { useSensitive } from '../confirm/sensitive.js'
import { Choice } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { languageNames, languages, useTexts, type Language } from '../text/texts.js'

const labels = {
  agency: 'web.profile.mailAgency',
  language: 'web.profile.mailLanguage',
  attachment: 'web.profile.mailAttachment',
} as const

const attachments = ['PDF', 'XLSX', 'NONE'] as const

interface SubscribeDialogProps {
  /** Code of the agency of the viewer. */
  ownAgency: string
  onSubscribed: () => void
  onClose: () => void
}

/** Subscribes the viewer to the weekly summaries of an agency, or changes how they get them. */
export function SubscribeDialog({ ownAgency, onSubscribed, onClose }: SubscribeDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { data } = useData(SubscribableAgenciesDocument, {})
  if (!data) return null
  return (
    <EditDialog
      title={t('web.profile.subscribeTitle')}
      submitLabel={t('web.profile.subscribe')}
      labels={labels}
      base={{ version: 0, values: { agency: ownAgency, language: '', attachment: 'PDF' } }}
      save={async (_, { agency, language, attachment }) => {
        const input = {
          agency,
          language: language === '' ? null : (language as Language),
          attachment: attachment as MailAttachment,
        }
        const { error } = await runSensitive(() =>
          client.mutation(SubscribeToWeeklySummaryDocument, { input }),
        )
        if (!error) onSubscribed()
        return error
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p>{t('web.profile.subscribeText')}</p>
          <Choice
            {...bind('agency')}
            options={data.agencies.nodes.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Choice
            {...bind('language')}
            none={t('web.profile.ownLanguage')}
            options={languages.map((code) => ({ value: code, label: languageNames[code] }))}
          />
          <Choice
            {...bind('attachment')}
            options={attachments.map((code) => ({ value: code, label: t(`web.profile.attachment.${code}`) }))}
          />
        </>
      )}
    </EditDialog>
  )
}
