/** The form of an agreement, as texts. */
import type {
  AgreementKind,
  AgreementPartiesQuery,
  AgreementPartyInput,
  AgreementRowFragment,
  AgreementStanding,
  UpdateAgreementInput,
} from '../../api/generated/types.js'
import { linesOf, orNull, toDecimal } from '../../edit/merge.js'
import type { TextKey } from '../../text/translate.js'

export const agreementKinds: AgreementKind[] = [
  'MOU',
  'LETTER_OF_INTENT',
  'PARTNERSHIP',
  'LEASE',
  'INCENTIVE',
  'INVESTMENT_CONTRACT',
]

export const agreementStandings: AgreementStanding[] = ['DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED']

export const agreementLabels = {
  title: 'web.deal.titleField',
  kind: 'web.record.agreementKind',
  standing: 'web.deal.standing',
  signedOn: 'web.record.signedOn',
  endedOn: 'web.record.endedOn',
  place: 'web.deal.place',
  amount: 'web.record.amount',
  currency: 'web.deal.currency',
  others: 'web.record.otherParties',
} as const satisfies Record<string, TextKey>

export type AgreementField = keyof typeof agreementLabels
export type AgreementValues = Record<AgreementField, string>

export const toAgreementForm = (row: AgreementRowFragment | null): AgreementValues => ({
  title: row?.title ?? '',
  kind: row?.kind ?? 'MOU',
  standing: row?.standing ?? 'DISCUSSED',
  signedOn: row?.signedOn ?? '',
  endedOn: row?.endedOn ?? '',
  place: row?.place ?? '',
  amount: row?.amount?.amount ?? '',
  currency: row?.amount?.currency ?? 'EUR',
  others: '',
})

/** Returns what the form states, as the input of both mutations. */
export const agreementInputOf = (values: AgreementValues) => ({
  title: values.title.trim(),
  kind: values.kind as AgreementKind,
  standing: values.standing as AgreementStanding,
  signedOn: orNull(values.signedOn),
  endedOn: orNull(values.endedOn),
  place: orNull(values.place),
  amount: values.amount.trim() ? { amount: toDecimal(values.amount), currency: values.currency } : null,
})

/** Returns the fields that differ from `base`; the amount and its currency together. */
export function agreementChanges(
  base: AgreementValues,
  values: AgreementValues,
): Omit<UpdateAgreementInput, 'id' | 'version'> {
  const isChanged = (field: AgreementField) => base[field] !== values[field]
  const { amount, ...rest } = agreementInputOf(values)
  const changed = Object.entries(rest).filter(([field]) => isChanged(field as AgreementField))
  return {
    ...Object.fromEntries(changed),
    ...((isChanged('amount') || isChanged('currency')) && { amount }),
  }
}

type DealOfParties = AgreementPartiesQuery['deal']

/** The parties of a new agreement: the company, the lead agency, and those that were named. */
export const partiesOf = (deal: DealOfParties, others: string): AgreementPartyInput[] => [
  ...(deal?.prospect ? [{ prospect: deal.prospect.id }] : []),
  ...(deal ? [{ agency: deal.leadAgency.code }] : []),
  ...linesOf(others).map((name) => ({ name })),
]

export const namesOf = (deal: DealOfParties): string =>
  [deal?.prospect?.name, deal?.leadAgency.name].filter(Boolean).join(', ')
