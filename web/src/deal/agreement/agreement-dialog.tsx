import { useState } from 'react'
import { useClient } from 'urql'
import {
  AgreementForFormDocument,
  AgreementPartiesDocument,
  RecordAgreementDocument,
  UpdateAgreementDocument,
} from '../../api/generated/deal/agreement/agreement.js'
import type { AgreementRowFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { EditDialog, type FormFieldsProps } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { currencies } from '../choices.js'
import {
  agreementChanges,
  agreementInputOf,
  agreementKinds,
  agreementLabels,
  agreementStandings,
  namesOf,
  partiesOf,
  toAgreementForm,
  type AgreementField,
} from './agreement-form.js'

interface AgreementDialogProps {
  /** Id of the deal. */
  deal: string
  /** Null: a new one. */
  agreement: (AgreementRowFragment & { id: string }) | null
  onClose: () => void
}

/** Records an agreement of the deal, or edits it. */
export function AgreementDialog({ deal, agreement, onClose }: AgreementDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const { data: known } = useData(AgreementPartiesDocument, { deal }, agreement !== null)
  return (
    <EditDialog
      title={agreement ? t('web.edit.title', { deal: agreement.title }) : t('web.record.newAgreement')}
      labels={agreementLabels}
      base={{ version: agreement?.version ?? 0, values: toAgreementForm(agreement) }}
      save={async ({ version, values: base }, values) => {
        if (agreement) {
          const input = { id: agreement.id, version, ...agreementChanges(base, values) }
          return (await client.mutation(UpdateAgreementDocument, { input })).error
        }
        const parties = partiesOf(known?.deal ?? null, values.others)
        const input = { ...agreementInputOf(values), deals: [deal], parties, idempotencyKey }
        return (await client.mutation(RecordAgreementDocument, { input })).error
      }}
      readAgain={async () => {
        if (!agreement) return null
        const variables = { id: agreement.id }
        const { data } = await client.query(AgreementForFormDocument, variables, {
          requestPolicy: 'network-only',
        })
        return data?.agreement
          ? { version: data.agreement.version, values: toAgreementForm(data.agreement) }
          : null
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          <AgreementFields {...props} />
          {agreement ? null : <Parties names={namesOf(known?.deal ?? null)} {...props} />}
        </>
      )}
    </EditDialog>
  )
}

function AgreementFields({ bind, errorOf }: FormFieldsProps<AgreementField>) {
  const { t } = useTexts()
  return (
    <>
      <TextInput {...bind('title')} isFirst />
      <FieldRow>
        <Choice
          {...bind('kind')}
          options={agreementKinds.map((value) => ({ value, label: t(`agreementKind.${value}`) }))}
        />
        <Choice
          {...bind('standing')}
          options={agreementStandings.map((value) => ({ value, label: t(`web.agreementStanding.${value}`) }))}
        />
      </FieldRow>
      <FieldRow>
        <PartialDateBox {...bind('signedOn')} error={errorOf('signedOn') ?? errorOf('signedWhen')} />
        <TextInput {...bind('endedOn')} type="date" />
        <TextInput {...bind('place')} />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('amount')} inputMode="decimal" error={errorOf('amount')} />
        <Choice {...bind('currency')} options={currencies.map((value) => ({ value, label: value }))} />
      </FieldRow>
    </>
  )
}

/** The parties that are known already, and a box for others. */
function Parties({ names, bind, errorOf }: { names: string } & FormFieldsProps<AgreementField>) {
  const { t } = useTexts()
  return (
    <>
      <p className="meta">{t('web.record.parties', { names })}</p>
      <TextArea {...bind('others')} rows={2} hint={t('web.prospect.oneInALine')} error={errorOf('parties')} />
    </>
  )
}
