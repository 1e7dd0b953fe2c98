/** The form of an agreement, as texts. */
import type {
  AgreementKind,
  AgreementPartiesQuery,
  AgreementPartyInput,
  AgreementRowFragment,
  AgreementStanding,
  UpdateAgreementInput,
} from '../../api/generated/types.js'
import { dateInputOf } from '../../day/partial-date.js'
import { today } from '../../day/today.js'
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
  signedOn: row?.signedWhen?.text ?? '',
  endedOn: row?.endedOn ?? '',
  place: row?.place ?? '',
  amount: row?.amount?.amount ?? '',
  currency: row?.amount?.currency ?? 'EUR',
  others: '',
})

/** An edit that changes the date states both fields, one of them as null. */
function signatureOf({ signedOn: text }: AgreementValues) {
  const { on: signedOn, when: signedWhen } = dateInputOf(text, today())
  return { signedOn, signedWhen }
}

/** Returns what the form states, as the input of both mutations. */
export const agreementInputOf = (values: AgreementValues) => ({
  ...signatureOf(values),
  title: values.title.trim(),
  kind: values.kind as AgreementKind,
  standing: values.standing as AgreementStanding,
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
  const { amount, signedOn, signedWhen, ...rest } = agreementInputOf(values)
  const changed = Object.entries(rest).filter(([field]) => isChanged(field as AgreementField))
  return {
    ...Object.fromEntries(changed),
    ...(isChanged('signedOn') && { signedOn, signedWhen }),
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
