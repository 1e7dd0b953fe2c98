import type { TextKey } from '../../text/translate.js'
import type { FormField } from './edit-form.js'

export const formLabels: Record<FormField, TextKey> = {
  title: 'web.deal.titleField',
  codeName: 'web.deal.codeName',
  description: 'web.deal.description',
  activity: 'web.deal.activity',
  type: 'web.deal.type',
  sector: 'web.deal.sector',
  capexLow: 'web.deal.capexLow',
  capexHigh: 'web.deal.capexHigh',
  currency: 'web.deal.currency',
  decision: 'web.deal.decision',
  nextReview: 'web.deal.nextReview',
  confidentiality: 'web.deal.confidentiality',
}
