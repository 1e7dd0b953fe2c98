import { AgencyNamesDocument } from '../../api/generated/admin/user/users.js'
import type { UserKind } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Choice, FieldRow, TextInput } from '../../design/field.js'
import { Notice } from '../../design/state.js'
import type { FormFieldsProps } from '../../edit/edit-dialog.js'
import { languageNames, languages, useTexts } from '../../text/texts.js'
import { clearances, machineRoles, roles } from '../admin-rights.js'
import type { UserField } from './user-form.js'

type UserFieldsProps = Pick<FormFieldsProps<UserField>, 'bind' | 'values'> & {
  kind: UserKind
  /** False for the own account: no user changes their own rights. */
  hasRights: boolean
  /** A new user belongs to the agency of the ADMIN. */
  hasAgency: boolean
}

/** Whether giving this takes a second person: `is_raised_account.sql` has the same rule. */
export const isRaised = ({ role, clearance }: { role: string; clearance: string }): boolean =>
  ['HEAD', 'ADMIN', 'OPERATOR'].includes(role) || ['RESTRICTED', 'SECRET'].includes(clearance)

/** The data of a user that an ADMIN enters. */
export function UserFields({ bind, values, kind, hasRights, hasAgency }: UserFieldsProps) {
  const { t } = useTexts()
  const isPerson = kind === 'PERSON'
  return (
    <>
      <FieldRow>
        <TextInput {...bind('name')} isFirst />
        <TextInput
          {...bind('email')}
          type="email"
          autoComplete="off"
          hint={isPerson ? undefined : t('web.admin.machineEmail')}
        />
      </FieldRow>
      {hasRights ? (
        <FieldRow>
          <Choice
            {...bind('role')}
            options={(isPerson ? roles : machineRoles).map((value) => ({
              value,
              label: `${t(`web.role.${value}`)}: ${t(`web.account.roleText.${value}`)}`,
            }))}
          />
          <Choice
            {...bind('clearance')}
            options={clearances.map((value) => ({ value, label: t(`confidentiality.${value}`) }))}
          />
        </FieldRow>
      ) : null}
      <FieldRow>
        <Choice
          {...bind('language')}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        {hasAgency ? <AgencyChoice {...bind('agency')} /> : null}
      </FieldRow>
      {hasRights && isRaised(values) ? (
        <Notice tone="info">
          <p>{t('web.admin.secondPerson')}</p>
        </Notice>
      ) : null}
    </>
  )
}

type AgencyChoiceProps = Pick<Parameters<typeof Choice>[0], 'label' | 'value' | 'error' | 'onChange'>

function AgencyChoice(binding: AgencyChoiceProps) {
  const { t } = useTexts()
  const { data } = useData(AgencyNamesDocument, {})
  const agencies = data?.agencies.nodes ?? []
  return (
    <Choice
      {...binding}
      hint={t('web.admin.moveHint')}
      options={agencies
        .filter(({ active, code }) => active || code === binding.value)
        .map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}
