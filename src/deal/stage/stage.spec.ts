import {
  directionOf,
  factCodes,
  missingFacts,
  allowedTargets,
  requiredFacts,
  shippedStages,
  stageCodes,
  type Direction,
  type FactCode,
  type Facts,
  type StageCode,
} from './stage.js'

const open: StageCode[] = ['IDENTIFIED', 'CONTACTED', 'QUALIFIED', 'SHORTLISTED', 'NEGOTIATION', 'COMMITTED']
const pairs = stageCodes.flatMap((from) => stageCodes.map((to) => [from, to] as const))

/** All moves of a deal that was in NEGOTIATION before it was paused, lost or landed. */
const table: Record<StageCode, string> = {
  //            IDEN CONT QUAL SHOR NEGO COMM LAND LOST DORM
  IDENTIFIED: '  -    f    f    f    f    f    -    l    p',
  CONTACTED: '   b    -    f    f    f    f    -    l    p',
  QUALIFIED: '   b    b    -    f    f    f    -    l    p',
  SHORTLISTED: ' b    b    b    -    f    f    -    l    p',
  NEGOTIATION: ' b    b    b    b    -    f    -    l    p',
  COMMITTED: '   b    b    b    b    b    -    L    l    p',
  LANDED: '      o    o    o    o    o    -    -    -    -',
  LOST: '        o    o    o    o    o    -    -    -    -',
  DORMANT: '     -    -    -    -    r    -    -    -    -',
}
const meaning: Record<string, Direction | null> = {
  '-': null,
  f: 'forward',
  b: 'back',
  l: 'lost',
  p: 'paused',
  L: 'landed',
  o: 'reopened',
  r: 'resumed',
}
const expectedDirection = (from: StageCode, to: StageCode) =>
  meaning[table[from].trim().split(/\s+/)[stageCodes.indexOf(to)]!]

const allFacts: Facts = Object.fromEntries(factCodes.map((fact) => [fact, true]))

describe('directionOf', () => {
  it.each(pairs)('returns the direction of the table from %s to %s', (from, to) => {
    expect(directionOf(shippedStages, from, to, 'NEGOTIATION')).toBe(expectedDirection(from, to))
  })

  it.each(open)('allows a paused deal only to resume in its previous stage %s', (resume) => {
    expect(allowedTargets(shippedStages, 'DORMANT', resume)).toEqual([resume])
  })

  it.each(open)('allows a deal lost in %s to reopen at most in that stage', (resume) => {
    expect(allowedTargets(shippedStages, 'LOST', resume)).toEqual(open.slice(0, open.indexOf(resume) + 1))
  })
})

describe('requiredFacts and missingFacts', () => {
  it('add up the facts along the pipeline, so that LANDED needs all of them', () => {
    const line: StageCode[] = [...open, 'LANDED']
    for (const [i, code] of line.entries())
      if (i > 0)
        expect(requiredFacts(shippedStages, code)).toEqual(
          expect.arrayContaining(requiredFacts(shippedStages, line[i - 1]!)),
        )
    const own = requiredFacts(shippedStages, 'LOST')
    expect([...requiredFacts(shippedStages, 'LANDED'), ...own].sort()).toEqual([...factCodes].sort())
  })

  it('require only its own facts for LOST, and none for DORMANT', () => {
    expect(requiredFacts(shippedStages, 'LOST')).toEqual(['lossReason', 'lossDestination'])
    expect(requiredFacts(shippedStages, 'DORMANT')).toEqual([])
  })

  it('do not depend on the order in which the stages are read', () => {
    expect(requiredFacts(shippedStages.toReversed(), 'LANDED')).toEqual(
      requiredFacts(shippedStages, 'LANDED'),
    )
  })

  it.each(stageCodes)('report all that %s requires as missing when no fact is known', (stage) => {
    expect(missingFacts(shippedStages, {}, stage)).toEqual(requiredFacts(shippedStages, stage))
  })

  const required = stageCodes.flatMap((stage) =>
    requiredFacts(shippedStages, stage).map((fact): [FactCode, StageCode] => [fact, stage]),
  )

  it.each(required)('report only %s as missing for %s', (fact, stage) => {
    expect(missingFacts(shippedStages, { ...allFacts, [fact]: false }, stage)).toEqual([fact])
  })

  it.each(stageCodes)('report nothing as missing for %s when all facts are shown', (stage) => {
    expect(missingFacts(shippedStages, allFacts, stage)).toEqual([])
  })
})
