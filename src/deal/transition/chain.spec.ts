import { correctChain, directionsOf, findChainFault, isChanged, type ChainMove } from './chain.js'
import { shippedStages, type StageCode } from '../stage/stage.js'

const chain = (...moves: [StageCode, string][]): ChainMove[] =>
  moves.map(([to, effectiveOn], i) => ({
    id: `m${i + 1}`,
    place: i + 1,
    from: moves[i - 1]?.[0] ?? null,
    to,
    effectiveOn,
    override: false,
    reason: null,
  }))

const recorded = chain(
  ['IDENTIFIED', '2018-01-01'],
  ['CONTACTED', '2018-02-01'],
  ['NEGOTIATION', '2018-03-01'],
  ['DORMANT', '2018-06-01'],
)
const stepsOf = (links: ReturnType<typeof correctChain>) =>
  links.map(({ from, to, effectiveOn }) => [from, to, effectiveOn])

describe('correctChain', () => {
  it('changes the day of a move and marks only that move as changed', () => {
    const links = correctChain(recorded, { move: 'm2', effectiveOn: '2018-01-20' })
    expect(stepsOf(links)[1]).toEqual(['IDENTIFIED', 'CONTACTED', '2018-01-20'])
    expect(links.map(isChanged)).toEqual([false, true, false, false])
    expect(findChainFault(shippedStages, links)).toBeNull()
  })

  it('makes the next move start in the corrected stage', () => {
    const links = correctChain(recorded, { move: 'm2', to: 'QUALIFIED' })
    expect(stepsOf(links).slice(1, 3)).toEqual([
      ['IDENTIFIED', 'QUALIFIED', '2018-02-01'],
      ['QUALIFIED', 'NEGOTIATION', '2018-03-01'],
    ])
    expect(links.map(isChanged)).toEqual([false, true, true, false])
  })

  it('closes the gap left by a withdrawn move', () => {
    const links = correctChain(recorded, { withdrawn: 'm2' })
    expect(stepsOf(links)).toEqual([
      [null, 'IDENTIFIED', '2018-01-01'],
      ['IDENTIFIED', 'NEGOTIATION', '2018-03-01'],
      ['NEGOTIATION', 'DORMANT', '2018-06-01'],
    ])
  })

  it('inserts an earlier move after those of the same day', () => {
    const links = correctChain(recorded, { to: 'SHORTLISTED', effectiveOn: '2018-02-01' })
    expect(stepsOf(links).slice(1, 4)).toEqual([
      ['IDENTIFIED', 'CONTACTED', '2018-02-01'],
      ['CONTACTED', 'SHORTLISTED', '2018-02-01'],
      ['SHORTLISTED', 'NEGOTIATION', '2018-03-01'],
    ])
    expect(links[2]!.place).toBe(2.5)
    expect(findChainFault(shippedStages, links)).toBeNull()
  })
})

describe('findChainFault', () => {
  it.each([
    [
      'a day before the move it follows',
      { move: 'm2', effectiveOn: '2017-12-31' },
      { code: 'TOO_EARLY', earliest: '2018-01-01' },
    ],
    [
      'a day after the move that follows',
      { move: 'm2', effectiveOn: '2018-03-02' },
      { code: 'TOO_LATE', latest: '2018-03-01' },
    ],
    [
      'an opening after the first move',
      { move: 'm1', effectiveOn: '2018-02-02' },
      { code: 'TOO_LATE', latest: '2018-02-01' },
    ],
    [
      'a move to the stage of the deal',
      { move: 'm2', to: 'NEGOTIATION' as const },
      { code: 'NO_SUCH_MOVE', from: 'NEGOTIATION', to: 'NEGOTIATION', on: '2018-03-01' },
    ],
    [
      'a move from DORMANT to another stage than the previous one',
      { move: 'm3', to: 'DORMANT' as const },
      { code: 'NO_SUCH_MOVE', from: 'DORMANT', to: 'DORMANT', on: '2018-06-01' },
    ],
    [
      'a move to LANDED from another stage than COMMITTED',
      { to: 'LANDED' as const, effectiveOn: '2018-04-01' },
      { code: 'NO_SUCH_MOVE', from: 'NEGOTIATION', to: 'LANDED', on: '2018-04-01' },
    ],
  ])('rejects %s', (_, correction, fault) => {
    expect(findChainFault(shippedStages, correctChain(recorded, correction))).toMatchObject(fault)
  })
})

it('returns the directions of a deal that is paused, resumed, lost and reopened', () => {
  const moves = chain(
    ['IDENTIFIED', '2018-01-01'],
    ['NEGOTIATION', '2018-02-01'],
    ['DORMANT', '2018-03-01'],
    ['NEGOTIATION', '2018-04-01'],
    ['LOST', '2018-05-01'],
    ['CONTACTED', '2018-06-01'],
  )
  const links = correctChain(moves, { move: 'm2', effectiveOn: '2018-02-02' })
  expect(directionsOf(shippedStages, links)).toEqual([
    null,
    'forward',
    'paused',
    'resumed',
    'lost',
    'reopened',
  ])
})
