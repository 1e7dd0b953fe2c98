/** The fields that supply facts with rows of their own. */
import { lazy } from 'react'
import { LocationForFormDocument } from '../../api/generated/deal/location/location.js'
import { useData } from '../../api/use-data.js'
import { Choice } from '../../design/field.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { ProspectPicker } from '../../edit/prospect-picker.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { FactFieldProps } from './fact-field-props.js'

const AgreementDialog = lazy(async () => ({
  default: (await import('../agreement/agreement-dialog.js')).AgreementDialog,
}))
const VerifyDialog = lazy(async () => ({
  default: (await import('../landing/verify-dialog.js')).VerifyDialog,
}))

export function ProspectField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <ProspectPicker
      label={t('web.deal.prospect')}
      chosen={draft.prospect}
      onChange={(prospect) => onChange({ prospect })}
    />
  )
}

/** The sites that compete for the deal come first. */
export function ChosenSiteField({ draft, onChange, choices, deal }: FactFieldProps) {
  const { t } = useTexts()
  const { data } = useData(LocationForFormDocument, { deal: deal.id })
  const competing = data?.deal?.locations.nodes.flatMap(({ site }) => site ?? []) ?? []
  const isCompeting = (id: string) => competing.some((site) => site.id === id)
  const others = choices?.sites.nodes.filter(({ id }) => !isCompeting(id)) ?? []
  return (
    <Choice
      label={t('web.record.chosenSite')}
      none="–"
      value={draft.chosenSite}
      options={[...competing, ...others].map(({ id, name, municipality }) => ({
        value: id,
        label: [name, municipality].filter(Boolean).join(', '),
      }))}
      onChange={(chosenSite) => onChange({ chosenSite })}
    />
  )
}

export function AgreementButton({ deal }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <DialogButton label={t('web.record.newAgreement')}>
      {(close) => <AgreementDialog deal={deal.id} agreement={null} onClose={close} />}
    </DialogButton>
  )
}

/** Another person than the one who moves the deal verifies the landing. */
export function VerifyButton({ deal }: FactFieldProps) {
  const { t } = useTexts()
  const { role } = useViewer()
  return (
    <>
      <p className="meta">{t('web.record.verifyHint')}</p>
      {role === 'HEAD' ? (
        <DialogButton label={t('web.record.verify')} icon="edit">
          {(close) => <VerifyDialog deal={deal.id} onClose={close} />}
        </DialogButton>
      ) : null}
    </>
  )
}
