import { useState } from 'react'
import { useClient } from 'urql'
import {
  AgencyPageDocument,
  CreateAgencyDocument,
  UpdateAgencyDocument,
} from '../../api/generated/admin/agency/agencies.js'
import type { AgencyFactsFragment, AgencyKind, UpdateAgencyInput } from '../../api/generated/types.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Choice, FieldRow, TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'

const labels = {
  name: 'web.account.name',
  code: 'web.admin.code',
  kind: 'web.admin.kind',
  country: 'web.admin.countryCode',
  active: 'web.admin.state',
} as const
type AgencyValues = Record<keyof typeof labels, string>

const agencyKinds: AgencyKind[] = [
  ...(['REGIONAL_AGENCY', 'CLUSTER', 'INFRASTRUCTURE_OPERATOR'] as const),
  ...(['MINISTER_CABINET', 'FEDERAL_OFFICE'] as const),
]

const empty: AgencyValues = { name: '', code: '', kind: 'REGIONAL_AGENCY', country: 'BE', active: 'yes' }

const toForm = ({ name, code, kind, country, active }: AgencyFactsFragment): AgencyValues => ({
  ...{ name, code, kind, country },
  active: active ? 'yes' : 'no',
})

function changesOf(base: AgencyValues, values: AgencyValues): Omit<UpdateAgencyInput, 'id' | 'version'> {
  const isChanged = (field: keyof AgencyValues) => values[field] !== base[field]
  return {
    ...(isChanged('name') && { name: values.name.trim() }),
    ...(isChanged('kind') && { kind: values.kind as AgencyKind }),
    ...(isChanged('country') && { country: values.country.trim().toUpperCase() }),
    ...(isChanged('active') && { active: values.active === 'yes' }),
  }
}

interface AgencyDialogProps {
  /** Null: a new one. */
  agency: (AgencyFactsFragment & { id: string }) | null
  onSaved: () => void
  onClose: () => void
}

/** Adds an agency, or edits it; deactivated, none of its users can sign in. */
export function AgencyDialog({ agency, onSaved, onClose }: AgencyDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const create = ({ name, code, kind, country }: AgencyValues) => {
    const input = {
      ...{ name: name.trim(), code: code.trim(), kind: kind as AgencyKind, idempotencyKey },
      country: country.trim().toUpperCase(),
    }
    return runSensitive(() => client.mutation(CreateAgencyDocument, { input }))
  }
  return (
    <EditDialog
      title={agency ? t('web.edit.title', { deal: agency.name }) : t('web.admin.newAgency')}
      labels={labels}
      base={{ version: agency?.version ?? 0, values: agency ? toForm(agency) : empty }}
      save={async ({ version, values: base }, values) => {
        if (!agency) return (await create(values)).error
        const input = { id: agency.id, version, ...changesOf(base, values) }
        return (await runSensitive(() => client.mutation(UpdateAgencyDocument, { input }))).error
      }}
      readAgain={async () => {
        if (!agency) return null
        const variables = { id: agency.id }
        const { data } = await client.query(AgencyPageDocument, variables, { requestPolicy: 'network-only' })
        const current = data?.agencies.nodes[0]
        return current ? { version: current.version, values: toForm(current) } : null
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {({ bind }) => (
        <>
          <TextInput {...bind('name')} isFirst />
          <FieldRow>
            {agency ? null : <TextInput {...bind('code')} hint={t('web.admin.codeHint')} />}
            <Choice
              {...bind('kind')}
              options={agencyKinds.map((value) => ({ value, label: t(`web.admin.agencyKind.${value}`) }))}
            />
            <TextInput {...bind('country')} hint={t('web.admin.countryHint')} maxLength={2} />
          </FieldRow>
          {agency ? (
            <Choice
              {...bind('active')}
              hint={t('web.admin.agencyInactiveText')}
              options={[
                { value: 'yes', label: t('web.admin.activeAgency') },
                { value: 'no', label: t('web.admin.inactive') },
              ]}
            />
          ) : null}
        </>
      )}
    </EditDialog>
  )
}
