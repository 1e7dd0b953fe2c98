/** The fields of the form of a company, as texts. */
import type { ProspectIdentityFragment, UpdateProspectInput } from '../api/generated/types.js'
import { linesOf, orNull, toDecimal } from '../edit/merge.js'
import type { TextKey } from '../text/translate.js'

export const prospectLabels = {
  name: 'web.prospect.name',
  aliases: 'web.prospect.aliases',
  legalName: 'web.prospect.legalName',
  country: 'web.deal.country',
  city: 'web.prospect.city',
  sector: 'web.deal.sector',
  enterpriseNumber: 'web.prospect.enterpriseNumber',
  lei: 'web.prospect.lei',
  website: 'web.prospect.website',
  headcount: 'web.prospect.headcount',
  headcountAsOf: 'web.prospect.asOf',
  revenue: 'web.prospect.revenue',
  currency: 'web.deal.currency',
  revenueAsOf: 'web.prospect.asOf',
  confidentiality: 'web.deal.confidentiality',
} as const satisfies Record<string, TextKey>

export type ProspectField = keyof typeof prospectLabels
export type ProspectValues = Record<ProspectField, string>

export const emptyProspect: ProspectValues = {
  ...{ name: '', aliases: '', legalName: '', country: '', city: '', sector: '', enterpriseNumber: '' },
  ...{ lei: '', website: '', headcount: '', headcountAsOf: '', revenue: '', currency: 'EUR' },
  ...{ revenueAsOf: '', confidentiality: 'INTERNAL' },
}

export const toProspectForm = (prospect: ProspectIdentityFragment): ProspectValues => ({
  name: prospect.name,
  aliases: prospect.aliases.join('\n'),
  legalName: prospect.legalName ?? '',
  country: prospect.country ?? '',
  city: prospect.city ?? '',
  sector: prospect.sector ?? '',
  enterpriseNumber: prospect.enterpriseNumber ?? '',
  lei: prospect.lei ?? '',
  website: prospect.website ?? '',
  headcount: prospect.headcount === null ? '' : String(prospect.headcount),
  headcountAsOf: prospect.headcountAsOf ?? '',
  revenue: prospect.revenue?.amount.replace(/\.00$/, '') ?? '',
  currency: prospect.revenue?.currency ?? 'EUR',
  revenueAsOf: prospect.revenueAsOf ?? '',
  confidentiality: prospect.confidentiality,
})

const texts = [
  ...(['legalName', 'country', 'city', 'sector', 'enterpriseNumber', 'lei', 'website'] as const),
  ...(['headcountAsOf', 'revenueAsOf'] as const),
] as const

const numberOf = (text: string): number | null => (text.trim() ? Number(toDecimal(text)) : null)

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function prospectChanges(
  base: ProspectValues,
  values: ProspectValues,
): Omit<UpdateProspectInput, 'id' | 'version'> {
  const isChanged = (...fields: ProspectField[]) => fields.some((field) => values[field] !== base[field])
  return {
    ...Object.fromEntries(
      texts.filter((field) => isChanged(field)).map((field) => [field, orNull(values[field])]),
    ),
    ...(isChanged('name') && { name: values.name.trim() }),
    ...(isChanged('aliases') && { aliases: linesOf(values.aliases) }),
    ...(isChanged('headcount') && { headcount: numberOf(values.headcount) }),
    ...(isChanged('confidentiality') && {
      confidentiality: values.confidentiality === 'OPEN' ? ('OPEN' as const) : ('INTERNAL' as const),
    }),
    ...(isChanged('revenue', 'currency') && {
      revenue: values.revenue.trim()
        ? { amount: toDecimal(values.revenue), currency: values.currency }
        : null,
    }),
  }
}
