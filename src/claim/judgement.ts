import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import type { Claim, ClaimStanding } from './claim.entity.js'
import type { Reliability } from './grade.js'
import { ClaimGrading } from './grading.entity.js'

/** Standing and grade, as stored in the columns of claims and gradings. */
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

/** Judgement of a new claim: F6 means "cannot be judged" on the Admiralty scale. */
export const unjudged: Judgement = { standing: 'UNCONFIRMED', gradeReliability: 'F', gradeCredibility: 6 }

/** Returns the judgement after an input; fields left out keep the previous value. */
export const applyJudgement = (
  { standing, reliability, credibility }: JudgementInput,
  { standing: before, gradeReliability, gradeCredibility }: Judgement,
): Judgement => ({
  standing: standing ?? before,
  gradeReliability: reliability ?? gradeReliability,
  gradeCredibility: credibility ?? gradeCredibility,
})

/** Returns the gradings of a claim that no other replaces, the earliest day first. */
export async function findGradings(scope: Scope, claimId: string): Promise<(ClaimGrading & Judgement)[]> {
  const all = isUuid(claimId)
    ? await scope.db.find(ClaimGrading, { where: { claimId }, order: { gradedOn: 'ASC', ordinal: 'ASC' } })
    : []
  return all.filter(({ id }) => !all.some(({ replacesId }) => replacesId === id)) as (ClaimGrading &
    Judgement)[]
}

/** Returns the grading that counts on a day, null if there is none: of the latest day up to it, not replaced by another. */
export async function findJudgementOn(
  scope: Scope,
  claimId: string,
  day: string,
): Promise<(ClaimGrading & Judgement) | null> {
  const gradings = await findGradings(scope, claimId)
  return gradings.filter(({ gradedOn }) => gradedOn <= day).at(-1) ?? null
}

/** Inserts a grading. apply_claim_grading.sql numbers it; update_claim_grade.sql copies the one that counts to the claim. */
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
