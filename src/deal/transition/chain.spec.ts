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

const held = chain(
  ['IDENTIFIED', '2018-01-01'],
  ['CONTACTED', '2018-02-01'],
  ['NEGOTIATION', '2018-03-01'],
  ['DORMANT', '2018-06-01'],
)
const said = (links: ReturnType<typeof correctChain>) =>
  links.map(({ from, to, effectiveOn }) => [from, to, effectiveOn])

describe('a corrected chain', () => {
  it('has the move on another day, and only that move is new', () => {
    const links = correctChain(held, { move: 'm2', effectiveOn: '2018-01-20' })
    expect(said(links)[1]).toEqual(['IDENTIFIED', 'CONTACTED', '2018-01-20'])
    expect(links.map(isChanged)).toEqual([false, true, false, false])
    expect(findChainFault(shippedStages, links)).toBeNull()
  })

  it('lets the next move leave from the other stage', () => {
    const links = correctChain(held, { move: 'm2', to: 'QUALIFIED' })
    expect(said(links).slice(1, 3)).toEqual([
      ['IDENTIFIED', 'QUALIFIED', '2018-02-01'],
      ['QUALIFIED', 'NEGOTIATION', '2018-03-01'],
    ])
    expect(links.map(isChanged)).toEqual([false, true, true, false])
  })

  it('closes the gap that a withdrawn move leaves', () => {
    const links = correctChain(held, { withdrawn: 'm2' })
    expect(said(links)).toEqual([
      [null, 'IDENTIFIED', '2018-01-01'],
      ['IDENTIFIED', 'NEGOTIATION', '2018-03-01'],
      ['NEGOTIATION', 'DORMANT', '2018-06-01'],
    ])
  })

  it('takes in a move learned of late, after those of the same day', () => {
    const links = correctChain(held, { to: 'SHORTLISTED', effectiveOn: '2018-02-01' })
    expect(said(links).slice(1, 4)).toEqual([
      ['IDENTIFIED', 'CONTACTED', '2018-02-01'],
      ['CONTACTED', 'SHORTLISTED', '2018-02-01'],
      ['SHORTLISTED', 'NEGOTIATION', '2018-03-01'],
    ])
    expect(links[2]!.place).toBe(2.5)
  })
})

describe('no chain', () => {
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
      'a move to where it stands',
      { move: 'm2', to: 'NEGOTIATION' as const },
      { code: 'NO_SUCH_MOVE', from: 'NEGOTIATION', to: 'NEGOTIATION', on: '2018-03-01' },
    ],
    [
      'out of DORMANT to elsewhere',
      { move: 'm3', to: 'DORMANT' as const },
      { code: 'NO_SUCH_MOVE', from: 'DORMANT', to: 'DORMANT', on: '2018-06-01' },
    ],
    [
      'to LANDED from elsewhere than COMMITTED',
      { to: 'LANDED' as const, effectiveOn: '2018-04-01' },
      { code: 'NO_SUCH_MOVE', from: 'NEGOTIATION', to: 'LANDED', on: '2018-04-01' },
    ],
  ])('has %s', (_, correction, fault) => {
    expect(findChainFault(shippedStages, correctChain(held, correction))).toMatchObject(fault)
  })
})

it('follows a deal through its rest and back', () => {
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
