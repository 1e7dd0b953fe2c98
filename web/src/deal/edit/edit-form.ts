/** The fields of the form to edit a deal, as texts. */
import type { DealHeadlineFragment, UpdateDealInput } from '../../api/generated/types.js'
import { parsePartialDate } from '../../day/partial-date.js'
import { orNull, toDecimal } from '../../edit/merge.js'

export const formFields = [
  'title',
  'codeName',
  'description',
  'activity',
  'type',
  'sector',
  'capexLow',
  'capexHigh',
  'currency',
  'decision',
  'nextReview',
  'confidentiality',
] as const
export type FormField = (typeof formFields)[number]
export type FormValues = Record<FormField, string>

export function toForm(deal: DealHeadlineFragment & { description: string | null }): FormValues {
  return {
    title: deal.title,
    codeName: deal.codeName,
    description: deal.description ?? '',
    activity: deal.activity ?? '',
    type: deal.type ?? '',
    sector: deal.sector ?? '',
    capexLow: deal.capex?.low ?? '',
    capexHigh: deal.capex?.high ?? '',
    currency: deal.capex?.currency ?? 'EUR',
    decision: deal.expectedDecision?.text ?? '',
    nextReview: deal.nextReview ?? '',
    confidentiality: deal.confidentiality,
  }
}

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function changesOf(
  base: FormValues,
  values: FormValues,
  today: string,
): Omit<UpdateDealInput, 'id' | 'version'> {
  const isChanged = (...fields: FormField[]) => fields.some((field) => values[field] !== base[field])
  const texts = ['description', 'activity', 'type', 'sector', 'nextReview'] as const
  const required = ['title', 'codeName', 'confidentiality'] as const
  const { capexLow, capexHigh, currency, decision } = values
  return {
    ...Object.fromEntries(
      texts.filter((field) => isChanged(field)).map((field) => [field, orNull(values[field])]),
    ),
    ...Object.fromEntries(
      required.filter((field) => isChanged(field)).map((field) => [field, values[field].trim()]),
    ),
    ...(isChanged('capexLow', 'capexHigh', 'currency') && {
      capex: capexLow.trim()
        ? { low: toDecimal(capexLow), high: capexHigh.trim() ? toDecimal(capexHigh) : null, currency }
        : null,
    }),
    ...(isChanged('decision') && { expectedDecision: parsePartialDate(decision, today) }),
  }
}
