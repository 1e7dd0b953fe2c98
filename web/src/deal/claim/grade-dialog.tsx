import { useClient } from 'urql'
import { ClaimForFormDocument, GradeClaimDocument } from '../../api/generated/deal/claim/claim.js'
import type { ClaimTextFragment } from '../../api/generated/types.js'
import { TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { gradingInputOf, gradingLabels, toGradingForm } from './claim-form.js'
import { GradeFields } from './grade-fields.js'

interface GradeDialogProps {
  claim: ClaimTextFragment & { id: string }
  onClose: () => void
}

/** Grades a claim from today on. The gradings before it are kept. */
export function GradeDialog({ claim, onClose }: GradeDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  return (
    <EditDialog
      title={t('web.record.gradeClaim')}
      labels={gradingLabels}
      base={{ version: claim.version, values: toGradingForm(claim) }}
      save={async ({ version, values: base }, values) => {
        const input = { id: claim.id, version, ...gradingInputOf(base, values) }
        return (await client.mutation(GradeClaimDocument, { input })).error
      }}
      readAgain={async () => {
        const variables = { id: claim.id }
        const { data } = await client.query(ClaimForFormDocument, variables, {
          requestPolicy: 'network-only',
        })
        const theirs = data?.claims.nodes[0]
        return theirs ? { version: theirs.version, values: toGradingForm(theirs) } : null
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p>{claim.statement}</p>
          <GradeFields bind={bind} />
          <TextInput {...bind('reason')} />
        </>
      )}
    </EditDialog>
  )
}
