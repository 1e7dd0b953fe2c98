/** The form of a statement about jobs, as texts. */
import type {
  JobHorizon,
  JobKind,
  JobStanding,
  Language,
  ProjectionFragment,
} from '../../api/generated/types.js'
import { today } from '../../day/today.js'
import { orNull, toDecimal } from '../../edit/merge.js'
import type { TextKey } from '../../text/translate.js'
import { statementDateOf } from '../statement-date.js'
import { emptySource, sourceInputOf, sourceLabels } from '../source-form.js'

export const jobKinds: JobKind[] = ['DIRECT', 'INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION']

export const projectionLabels = {
  low: 'web.deal.jobsLow',
  high: 'web.deal.jobsHigh',
  kind: 'web.record.jobKind',
  horizon: 'web.deal.horizon',
  targetYear: 'web.record.targetYear',
  standing: 'web.deal.standing',
  statedOn: 'web.record.statedOn',
  wording: 'web.record.wording',
  wordingLanguage: 'web.record.wordingLanguage',
  replaces: 'web.record.replaces',
  ...sourceLabels,
} as const satisfies Record<string, TextKey>

export type ProjectionField = keyof typeof projectionLabels

/** The form for a new statement; kind and horizon are those of the one that counts now. */
export const newProjection = (current: ProjectionFragment | null): Record<ProjectionField, string> => ({
  low: '',
  high: '',
  kind: current?.kind ?? 'DIRECT',
  horizon: current?.horizon ?? 'FULL',
  targetYear: current?.targetYear ? String(current.targetYear) : '',
  standing: current?.standing ?? 'ANNOUNCED',
  statedOn: today(),
  wording: '',
  wordingLanguage: '',
  replaces: '',
  ...emptySource,
})

const numberOrNull = (text: string) => (text.trim() ? Number(toDecimal(text)) : null)

export const projectionInputOf = (values: Record<ProjectionField, string>) => ({
  low: Number(toDecimal(values.low)),
  high: numberOrNull(values.high),
  kind: values.kind as JobKind,
  horizon: values.horizon as JobHorizon,
  targetYear: numberOrNull(values.targetYear),
  standing: values.standing as JobStanding,
  ...statementDateOf(values),
  wording: orNull(values.wording),
  wordingLanguage: (values.wordingLanguage || null) as Language | null,
  replaces: orNull(values.replaces),
  source: sourceInputOf(values),
})
