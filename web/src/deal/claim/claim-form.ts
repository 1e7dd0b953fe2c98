/** The forms of a claim and of its grading, as texts. */
import type { ClaimStanding, ClaimTextFragment, Language, Reliability } from '../../api/generated/types.js'
import { orNull } from '../../edit/merge.js'
import type { TextKey } from '../../text/translate.js'
import { statementDateOf } from '../statement-date.js'
import { emptySource, sourceInputOf, sourceLabels } from '../source-form.js'

export const claimStandings: ClaimStanding[] = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED']
export const reliabilities: Reliability[] = ['A', 'B', 'C', 'D', 'E', 'F']
export const credibilities = ['1', '2', '3', '4', '5', '6'] as const
export const wordingLanguages: Language[] = ['FR', 'NL', 'DE', 'EN']

export const claimLabels = {
  statement: 'web.record.statement',
  statedOn: 'web.record.statedOn',
  standing: 'web.deal.standing',
  reliability: 'web.record.reliability',
  credibility: 'web.record.credibility',
  disputes: 'web.record.disputes',
  wording: 'web.record.wording',
  wordingLanguage: 'web.record.wordingLanguage',
  ...sourceLabels,
} as const satisfies Record<string, TextKey>

export type ClaimField = keyof typeof claimLabels

export const emptyClaim = (today: string): Record<ClaimField, string> => ({
  statement: '',
  statedOn: today,
  standing: 'UNCONFIRMED',
  reliability: '',
  credibility: '',
  disputes: '',
  wording: '',
  wordingLanguage: '',
  ...emptySource,
})

export const claimInputOf = (values: Record<ClaimField, string>) => ({
  statement: values.statement.trim(),
  ...statementDateOf(values),
  standing: values.standing as ClaimStanding,
  reliability: (values.reliability || null) as Reliability | null,
  credibility: values.credibility ? Number(values.credibility) : null,
  disputes: orNull(values.disputes),
  wording: orNull(values.wording),
  wordingLanguage: (values.wordingLanguage || null) as Language | null,
  source: sourceInputOf(values),
})

export const gradingLabels = {
  standing: 'web.deal.standing',
  reliability: 'web.record.reliability',
  credibility: 'web.record.credibility',
  reason: 'web.move.reason',
} as const satisfies Record<string, TextKey>

export type GradingField = keyof typeof gradingLabels

export const toGradingForm = ({ standing, grade }: ClaimTextFragment): Record<GradingField, string> => ({
  standing,
  reliability: grade.reliability ?? '',
  credibility: grade.credibility ? String(grade.credibility) : '',
  reason: '',
})

/** The reason, and what differs from `base`. */
export const gradingInputOf = (
  base: Record<GradingField, string>,
  { standing, reliability, credibility, reason }: Record<GradingField, string>,
) => ({
  reason: reason.trim(),
  ...(standing !== base.standing && { standing: standing as ClaimStanding }),
  ...(reliability !== base.reliability && { reliability: reliability as Reliability }),
  ...(credibility !== base.credibility && { credibility: Number(credibility) }),
})
