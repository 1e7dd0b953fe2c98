import type { TextKey, Translate } from '../../text/translate.js'

const labels: Record<string, TextKey> = {
  title: 'web.deal.titleField',
  description: 'web.deal.description',
  codeName: 'web.deal.codeName',
  activity: 'web.deal.activity',
  type: 'web.deal.type',
  origin: 'web.deal.origin',
  sector: 'web.deal.sector',
  capex: 'web.deal.capex',
  capexUnknown: 'web.deal.capexUnknown',
  jobsUnknown: 'web.deal.jobsUnknownField',
  expectedDecision: 'web.deal.decision',
  nextReview: 'web.deal.nextReview',
  confidentiality: 'web.deal.confidentiality',
  officerId: 'web.deal.officer',
  prospectId: 'web.deal.prospect',
  needToKnow: 'web.deal.needToKnow',
  noCompetingLocations: 'web.deal.noCompetition',
}

/** Returns the label of a column of the audit trail; an unknown one is shown as it is. */
export const fieldLabel = (field: string, t: Translate): string => {
  const key = labels[field]
  return key ? t(key) : field
}
