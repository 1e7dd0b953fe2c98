import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import type { Claim, ClaimStanding } from './claim.entity.js'
import type { Reliability } from './grade.js'
import { ClaimGrading } from './grading.entity.js'

/** What is thought of a claim, as the columns of claims and gradings hold it. */
export interface Judgement {
  standing: ClaimStanding
  gradeReliability: Reliability
  gradeCredibility: number
}

interface JudgementInput {
  standing?: ClaimStanding | null
  reliability?: Reliability | null
  credibility?: number | null
}

/** Nothing is thought of it yet: F6 is the scale's own word for what cannot be judged. */
export const unjudged: Judgement = { standing: 'UNCONFIRMED', gradeReliability: 'F', gradeCredibility: 6 }

/** As given; what is left out stays as it was. */
export const applyJudgement = (
  { standing, reliability, credibility }: JudgementInput,
  { standing: before, gradeReliability, gradeCredibility }: Judgement,
): Judgement => ({
  standing: standing ?? before,
  gradeReliability: reliability ?? gradeReliability,
  gradeCredibility: credibility ?? gradeCredibility,
})

/** How it was judged on that day, as far as it still holds: what a new grading leaves out stays so. */
export async function findJudgementOn(
  scope: Scope,
  claimId: string,
  day: string,
): Promise<(ClaimGrading & Judgement) | null> {
  const all = await scope.db.find(ClaimGrading, {
    where: { claimId },
    order: { gradedOn: 'ASC', ordinal: 'ASC' },
  })
  const holding = all.filter(
    ({ id, gradedOn }) => gradedOn <= day && !all.some(({ replacesId }) => replacesId === id),
  )
  return (holding.at(-1) ?? null) as (ClaimGrading & Judgement) | null
}

/** Adds a grading; the database numbers it and makes the claim show the one that holds. */
export async function addGrading(
  { db, now, viewer }: Scope,
  { id, version }: Pick<Claim, 'id' | 'version'>,
  grading: Judgement & Pick<ClaimGrading, 'gradedOn' | 'reason' | 'replacesId'>,
): Promise<object> {
  const row = {
    id: uuidv7(now),
    claimId: id,
    ordinal: version,
    ...grading,
    recordedAt: now,
    byId: viewer.id,
  }
  await db.insert(ClaimGrading, row)
  return row
}
