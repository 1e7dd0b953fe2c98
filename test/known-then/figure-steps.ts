/** Steps that change what statistics group by: groups of companies, confidentiality, lead agency, gradings of claims. */
import { passLead } from '../deal-client.js'
import { head, type Operation, type Row, type World } from './world.js'

interface StakeRow extends Row {
  holder: { id: string }
  held: { id: string }
}

const stakesOf = (world: World) =>
  world.query<{ prospect: { stakesHeld: { nodes: StakeRow[] } } }>(
    'query ($id: ID!) { prospect(id: $id) { stakesHeld { nodes { id version holder { id } held { id } } } } }',
    { id: world.one('prospect') },
  )

export const figureSteps: Operation[] = [
  {
    name: 'record a company',
    run: (world) =>
      world.add('prospect', 'createProspect', {
        name: `A company ${world.random.int(1, 1e9)}`,
        country: 'BE',
      }),
  },
  {
    name: 'record a stake',
    run: (world) =>
      world.write('recordStake', {
        ...{ holder: world.one('prospect'), held: world.one('prospect'), percent: '7' },
        since: world.random.one([null, world.day()]),
      }),
  },
  {
    name: 'end a stake, or hold it again',
    run: async (world) => {
      const { prospect } = await stakesOf(world)
      const { version, holder, held } = world.pick(prospect.stakesHeld.nodes)
      const endedOn = world.random.one([null, world.day()])
      return world.write('recordStake', { holder: holder.id, held: held.id, percent: '7', version, endedOn })
    },
  },
  {
    name: 'withdraw a stake',
    run: async (world) => {
      const { prospect } = await stakesOf(world)
      const { id, version } = world.pick(prospect.stakesHeld.nodes)
      return world.write('withdrawStake', { id, version, reason: 'Another company' })
    },
  },
  {
    name: 'change the confidentiality of a deal',
    run: (world) =>
      world.edit('deal', 'updateDeal', {
        confidentiality: world.random.one(['OPEN', 'INTERNAL']),
        widensAccess: true,
      }),
  },
  {
    name: 'open a deal whose lead passes on, and perhaps back',
    run: async (world) => {
      const deal = await world.openDeal()
      const input = { deal: deal.id, reason: 'It is theirs' }
      const to = await passLead(world.ancrage, head, { ...input, to: 'cabinet-michel', on: '2018-03-05' })
      if (world.random.isTrue(0.7))
        await passLead(world.ancrage, to, {
          ...input,
          to: 'awex',
          on: world.random.one(['2018-03-06', '2018-03-20']),
        })
      return deal
    },
  },
  {
    name: 'state jobs and correct their day',
    run: async (world) => {
      const row = await world.add('projection', 'projectJobs', {
        ...{ deal: world.one('deal'), kind: 'DIRECT', horizon: 'INITIAL', low: world.random.int(1, 900) },
        ...{ standing: 'ANNOUNCED', statedOn: world.day(), source: { kind: 'PRESS', name: 'L’Echo' } },
      })
      return world.write(
        'correctJobProjection',
        { id: row.id, statedOn: world.day(), reason: 'A slip' },
        head,
        'id',
      )
    },
  },
]
