import {
  directionOf,
  factCodes,
  missingFacts,
  openMoves,
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

/** The whole table of moves, for a deal that was in NEGOTIATION before it was paused, lost or landed. */
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
const cell = (from: StageCode, to: StageCode) =>
  meaning[table[from].trim().split(/\s+/)[stageCodes.indexOf(to)]!]

const allFacts: Facts = Object.fromEntries(factCodes.map((fact) => [fact, true]))

describe('a move', () => {
  it.each(pairs)('from %s to %s goes as the table says', (from, to) => {
    expect(directionOf(shippedStages, from, to, 'NEGOTIATION')).toBe(cell(from, to))
  })

  it.each(open)('out of DORMANT goes to where the deal was: %s', (resume) => {
    expect(openMoves(shippedStages, 'DORMANT', resume)).toEqual([resume])
  })

  it.each(open)('that reopens a deal lost in %s goes no further than that', (resume) => {
    expect(openMoves(shippedStages, 'LOST', resume)).toEqual(open.slice(0, open.indexOf(resume) + 1))
  })
})

describe('the facts that a stage requires', () => {
  it('add up along the pipeline, and LANDED needs them all', () => {
    const line: StageCode[] = [...open, 'LANDED']
    for (const [i, code] of line.entries())
      if (i > 0)
        expect(requiredFacts(shippedStages, code)).toEqual(
          expect.arrayContaining(requiredFacts(shippedStages, line[i - 1]!)),
        )
    const own = requiredFacts(shippedStages, 'LOST')
    expect([...requiredFacts(shippedStages, 'LANDED'), ...own].sort()).toEqual([...factCodes].sort())
  })

  it('are only its own for LOST, and none for DORMANT', () => {
    expect(requiredFacts(shippedStages, 'LOST')).toEqual(['lossReason', 'lossDestination'])
    expect(requiredFacts(shippedStages, 'DORMANT')).toEqual([])
  })

  const required = stageCodes.flatMap((stage) =>
    requiredFacts(shippedStages, stage).map((fact): [FactCode, StageCode] => [fact, stage]),
  )

  it.each(required)('%s is missed by %s, and nothing else is', (fact, stage) => {
    expect(missingFacts(shippedStages, { ...allFacts, [fact]: false }, stage)).toEqual([fact])
  })

  it.each(stageCodes)('are complete for %s when all facts are there', (stage) => {
    expect(missingFacts(shippedStages, allFacts, stage)).toEqual([])
  })
})
