import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useClient } from 'urql'
import { CreateProspectDocument } from '../api/generated/prospect/prospect-page.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { ProspectFields } from './prospect-fields.js'
import { emptyProspect, prospectChanges, prospectLabels } from './prospect-form.js'
import { SimilarProspects } from './similar-prospects.js'

/** Enters a company, warns of duplicates while one types, and opens its page. */
export function NewProspect({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const navigate = useNavigate()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const created = useRef('')
  return (
    <EditDialog
      title={t('web.prospect.new')}
      labels={prospectLabels}
      base={{ version: 0, values: emptyProspect }}
      save={async ({ values: base }, values) => {
        const input = { ...prospectChanges(base, values), name: values.name.trim(), idempotencyKey }
        const { data, error } = await client.mutation(CreateProspectDocument, { input })
        created.current = data?.createProspect.id ?? ''
        return error
      }}
      onSaved={() => void navigate({ to: '/prospects/$id', params: { id: created.current } })}
      onClose={onClose}
    >
      {(props) => (
        <>
          <TextInput {...props.bind('name')} isFirst autoComplete="off" />
          <SimilarProspects
            name={props.values.name}
            enterpriseNumber={props.values.enterpriseNumber}
            lei={props.values.lei}
          />
          <ProspectFields {...props} />
        </>
      )}
    </EditDialog>
  )
}
