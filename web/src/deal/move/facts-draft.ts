/** What a user has entered to supply missing facts, and the inputs of the mutations that store them. */
import type {
  AddLocationInput,
  LossReasonInput,
  ProjectJobsInput,
  SourceInput,
  SourceKind,
  UpdateDealInput,
} from '../../api/generated/types.js'
import { parsePartialDate } from '../../day/partial-date.js'

export interface FactsDraft {
  prospect: { id: string; label: string } | null
  chosenSite: string
  activity: string
  type: string
  sector: string
  officer: string
  capexLow: string
  capexHigh: string
  currency: string
  isCapexUnknown: boolean
  decision: string
  jobsLow: string
  jobsHigh: string
  horizon: string
  standing: string
  areJobsUnknown: boolean
  site: string
  town: string
  country: string
  hasNoCompetition: boolean
  lossReason: string
  lossWording: string
  lossCountry: string
  isLossUnknown: boolean
  sourceKind: SourceKind
  sourceName: string
}

export const emptyDraft: FactsDraft = {
  prospect: null,
  chosenSite: '',
  activity: '',
  type: '',
  sector: '',
  officer: '',
  capexLow: '',
  capexHigh: '',
  currency: 'EUR',
  isCapexUnknown: false,
  decision: '',
  jobsLow: '',
  jobsHigh: '',
  horizon: 'FULL',
  standing: 'ANNOUNCED',
  areJobsUnknown: false,
  site: '',
  town: '',
  country: '',
  hasNoCompetition: false,
  lossReason: '',
  lossWording: '',
  lossCountry: '',
  isLossUnknown: false,
  sourceKind: 'COMPANY',
  sourceName: '',
}

/** Reads "12 000 000", "12.5" and "12,5". */
const toDecimal = (text: string): string => text.replace(/[\s\u202f\u00a0']/g, '').replace(',', '.')

const sourceOf = ({ sourceKind, sourceName }: FactsDraft): SourceInput => ({
  kind: sourceKind,
  name: sourceName.trim() || null,
})

/** Returns the changes of the deal itself; without any, an empty object. */
export function dealChanges(draft: FactsDraft, today: string): Omit<UpdateDealInput, 'id' | 'version'> {
  const { prospect, activity, type, sector, officer, capexLow, capexHigh, currency } = draft
  const decision = parsePartialDate(draft.decision, today)
  return {
    ...(prospect && { prospect: prospect.id }),
    ...(activity && { activity: activity as UpdateDealInput['activity'] }),
    ...(type && { type: type as UpdateDealInput['type'] }),
    ...(sector.trim() && { sector: sector.trim() }),
    ...(officer && { officer }),
    ...(capexLow && {
      capex: { low: toDecimal(capexLow), high: capexHigh ? toDecimal(capexHigh) : null, currency },
    }),
    ...(draft.isCapexUnknown && { capexUnknown: true }),
    ...(draft.areJobsUnknown && { jobsUnknown: true }),
    ...(draft.hasNoCompetition && { noCompetingLocations: true }),
    ...(decision && { expectedDecision: decision }),
  }
}

export function projectionOf(draft: FactsDraft, deal: string, statedOn: string): ProjectJobsInput | null {
  if (!draft.jobsLow.trim()) return null
  return {
    deal,
    statedOn,
    kind: 'DIRECT',
    horizon: draft.horizon as ProjectJobsInput['horizon'],
    standing: draft.standing as ProjectJobsInput['standing'],
    low: Number(toDecimal(draft.jobsLow)),
    high: draft.jobsHigh.trim() ? Number(toDecimal(draft.jobsHigh)) : null,
    source: sourceOf(draft),
  }
}

export function locationsOf({ site, town, country }: FactsDraft, deal: string): AddLocationInput[] {
  const own: AddLocationInput[] = site ? [{ deal, site, standing: 'CANDIDATE' }] : []
  const competing: AddLocationInput[] = town.trim()
    ? [{ deal, town: town.trim(), country: country.trim().toUpperCase() || null, standing: 'CANDIDATE' }]
    : []
  return [...own, ...competing]
}

export const lossReasonsOf = (draft: FactsDraft): LossReasonInput[] | undefined =>
  draft.lossReason
    ? [
        {
          code: draft.lossReason as LossReasonInput['code'],
          source: sourceOf(draft),
          wording: draft.lossWording.trim() || null,
        },
      ]
    : undefined
