import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FactCode } from '../../api/generated/types.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { Check, Choice, FieldRow, TextInput } from '../../design/field.js'
import { useTexts } from '../../text/texts.js'
import {
  activities,
  currencies,
  dealTypes,
  horizons,
  lossReasons,
  sourceKinds,
  standings,
} from '../choices.js'
import type { FactFieldProps } from './fact-field-props.js'
import type { FactsDraft } from './facts-draft.js'
import { AgreementButton, ChosenSiteField, ProspectField, VerifyButton } from './record-fields.js'

function ActivityField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  const options = activities.map((value) => ({ value, label: t(`activity.${value}`) }))
  return (
    <Choice
      label={t('web.deal.activity')}
      none="–"
      value={draft.activity}
      options={options}
      onChange={(activity) => onChange({ activity })}
    />
  )
}

function TypeField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  const options = dealTypes.map((value) => ({ value, label: t(`dealType.${value}`) }))
  return (
    <Choice
      label={t('web.deal.type')}
      none="–"
      value={draft.type}
      options={options}
      onChange={(type) => onChange({ type })}
    />
  )
}

function SectorField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <TextInput
      label={t('web.deal.sector')}
      hint="NACE Rev. 2.1: 52.10"
      value={draft.sector}
      onChange={(sector) => onChange({ sector })}
    />
  )
}

function OfficerField({ draft, onChange, choices }: FactFieldProps) {
  const { t } = useTexts()
  const options = choices?.users.nodes.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <Choice
      label={t('web.deal.officer')}
      none="–"
      value={draft.officer}
      options={options}
      onChange={(officer) => onChange({ officer })}
    />
  )
}

function CapexField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <TextInput
          label={t('web.deal.capexLow')}
          inputMode="decimal"
          value={draft.capexLow}
          disabled={draft.isCapexUnknown}
          onChange={(capexLow) => onChange({ capexLow })}
        />
        <TextInput
          label={t('web.deal.capexHigh')}
          inputMode="decimal"
          value={draft.capexHigh}
          disabled={draft.isCapexUnknown}
          onChange={(capexHigh) => onChange({ capexHigh })}
        />
        <Choice
          label={t('web.deal.currency')}
          value={draft.currency}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={(currency) => onChange({ currency })}
        />
      </FieldRow>
      <Check
        label={t('web.deal.capexUnknown')}
        isChecked={draft.isCapexUnknown}
        onChange={(isCapexUnknown) => onChange({ isCapexUnknown, capexLow: '', capexHigh: '' })}
      />
    </>
  )
}

function DecisionField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <PartialDateBox
      label={t('web.deal.decision')}
      value={draft.decision}
      onChange={(decision) => onChange({ decision })}
    />
  )
}

function JobsField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <TextInput
          label={t('web.deal.jobsLow')}
          inputMode="numeric"
          value={draft.jobsLow}
          disabled={draft.areJobsUnknown}
          onChange={(jobsLow) => onChange({ jobsLow })}
        />
        <TextInput
          label={t('web.deal.jobsHigh')}
          inputMode="numeric"
          value={draft.jobsHigh}
          disabled={draft.areJobsUnknown}
          onChange={(jobsHigh) => onChange({ jobsHigh })}
        />
        <Choice
          label={t('web.deal.horizon')}
          value={draft.horizon}
          options={horizons.map((value) => ({ value, label: t(`jobHorizon.${value}`) }))}
          onChange={(horizon) => onChange({ horizon })}
        />
        <Choice
          label={t('web.deal.standing')}
          value={draft.standing}
          options={standings.map((value) => ({ value, label: t(`jobStanding.${value}`) }))}
          onChange={(standing) => onChange({ standing })}
        />
      </FieldRow>
      <SourceField draft={draft} onChange={onChange} />
      <Check
        label={t('web.deal.jobsUnknownField')}
        isChecked={draft.areJobsUnknown}
        onChange={(areJobsUnknown) => onChange({ areJobsUnknown, jobsLow: '', jobsHigh: '' })}
      />
    </>
  )
}

function SourceField({ draft, onChange }: Pick<FactFieldProps, 'draft' | 'onChange'>) {
  const { t } = useTexts()
  const options = sourceKinds.map((value) => ({ value, label: t(`sourceKind.${value}`) }))
  return (
    <FieldRow>
      <Choice
        label={t('web.deal.sourceKind')}
        value={draft.sourceKind}
        options={options}
        onChange={(kind) => onChange({ sourceKind: kind as FactsDraft['sourceKind'] })}
      />
      <TextInput
        label={t('web.deal.sourceName')}
        value={draft.sourceName}
        onChange={(sourceName) => onChange({ sourceName })}
      />
    </FieldRow>
  )
}

function SiteField({ draft, onChange, choices }: FactFieldProps) {
  const { t } = useTexts()
  const options =
    choices?.sites.nodes.map(({ id, name, municipality }) => ({
      value: id,
      label: [name, municipality].filter(Boolean).join(', '),
    })) ?? []
  return (
    <Choice
      label={t('web.deal.ourSite')}
      none="–"
      value={draft.site}
      options={options}
      onChange={(site) => onChange({ site })}
    />
  )
}

function CompetitionField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <TextInput
          label={t('web.deal.town')}
          value={draft.town}
          disabled={draft.hasNoCompetition}
          onChange={(town) => onChange({ town })}
        />
        <TextInput
          label={t('web.deal.country')}
          hint="BE, NL, DE"
          maxLength={2}
          value={draft.country}
          disabled={draft.hasNoCompetition}
          onChange={(country) => onChange({ country })}
        />
      </FieldRow>
      <Check
        label={t('web.deal.noCompetition')}
        isChecked={draft.hasNoCompetition}
        onChange={(hasNoCompetition) => onChange({ hasNoCompetition, town: '', country: '' })}
      />
    </>
  )
}

function LossReasonField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  const options = lossReasons.map((value) => ({ value, label: t(`lossReason.${value}`) }))
  return (
    <>
      <FieldRow>
        <Choice
          label={t('web.deal.lostWhy')}
          none="–"
          value={draft.lossReason}
          options={options}
          onChange={(lossReason) => onChange({ lossReason })}
        />
        <TextInput
          label={t('web.deal.inWords')}
          value={draft.lossWording}
          onChange={(lossWording) => onChange({ lossWording })}
        />
      </FieldRow>
      <SourceField draft={draft} onChange={onChange} />
    </>
  )
}

function DestinationField({ draft, onChange }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <>
      <TextInput
        label={t('web.deal.lostToCountry')}
        hint="NL, DE, FR"
        maxLength={2}
        value={draft.lossCountry}
        disabled={draft.isLossUnknown}
        onChange={(lossCountry) => onChange({ lossCountry })}
      />
      <Check
        label={t('web.deal.lossUnknown')}
        isChecked={draft.isLossUnknown}
        onChange={(isLossUnknown) => onChange({ isLossUnknown, lossCountry: '' })}
      />
    </>
  )
}

function MeetingLink({ deal: { reference } }: FactFieldProps) {
  const { t } = useTexts()
  return (
    <Link to="/meetings" search={{ log: true, deal: reference }}>
      {t('web.meeting.log')}
    </Link>
  )
}

/** The field that supplies each fact. Each code of the schema is here. */
export const fieldForFact: Record<FactCode, (props: FactFieldProps) => ReactNode> = {
  activity: ActivityField,
  type: TypeField,
  sector: SectorField,
  officer: OfficerField,
  capex: CapexField,
  expectedDecision: DecisionField,
  jobProjection: JobsField,
  realisedJobs: JobsField,
  ourSite: SiteField,
  competingLocations: CompetitionField,
  lossReason: LossReasonField,
  lossDestination: DestinationField,
  contactOrMeeting: MeetingLink,
  decisionMakerMet: MeetingLink,
  prospect: ProspectField,
  signedAgreement: AgreementButton,
  chosenSite: ChosenSiteField,
  verifiedLanding: VerifyButton,
}
