/** The fields of the form of a stage, as texts. */
import type { FactCode, StageFactsFragment, UpdateDealStageInput } from '../../api/generated/types.js'
import type { TextKey } from '../../text/translate.js'

/** Every fact that a stage may require. */
export const factCodes = [
  ...(['prospect', 'sector', 'activity', 'type', 'officer', 'contactOrMeeting', 'ourSite'] as const),
  ...(['competingLocations', 'decisionMakerMet', 'capex', 'jobProjection', 'expectedDecision'] as const),
  ...(['signedAgreement', 'chosenSite', 'realisedJobs', 'verifiedLanding'] as const),
  ...(['lossReason', 'lossDestination'] as const),
] satisfies FactCode[]

export const stageLabels = {
  fr: 'web.admin.labelFr',
  nl: 'web.admin.labelNl',
  de: 'web.admin.labelDe',
  en: 'web.admin.labelEn',
  probability: 'web.admin.probability',
  requires: 'web.admin.requires',
} as const satisfies Record<string, TextKey>
export type StageField = keyof typeof stageLabels
export type StageValues = Record<StageField, string>

export const toStageForm = ({ labels, probability, requires }: StageFactsFragment): StageValues => ({
  ...{ fr: labels.fr, nl: labels.nl, de: labels.de, en: labels.en },
  probability: String(probability),
  requires: requires.join(' '),
})

export const factsOf = (requires: string): FactCode[] =>
  factCodes.filter((code) => requires.split(' ').includes(code))

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function stageChanges(
  base: StageValues,
  values: StageValues,
): Omit<UpdateDealStageInput, 'code' | 'version'> {
  const isChanged = (...fields: StageField[]) => fields.some((field) => values[field] !== base[field])
  const { fr, nl, de, en } = values
  return {
    ...(isChanged('fr', 'nl', 'de', 'en') && {
      label: { fr: fr.trim(), nl: nl.trim(), de: de.trim(), en: en.trim() },
    }),
    ...(isChanged('probability') && { probability: Number(values.probability) }),
    ...(isChanged('requires') && { requires: factsOf(values.requires) }),
  }
}
