/** The steps of a random history. Each writes through the API, and may be refused. */
import { dealEdits } from './deal-edits.js'
import type { Operation, World } from './world.js'

const source = { kind: 'PRESS', name: 'L’Echo' }
const stages = ['CONTACTED', 'QUALIFIED', 'SHORTLISTED', 'NEGOTIATION', 'COMMITTED', 'DORMANT'] as const

const participantsOf = (world: World) =>
  Array.from({ length: world.random.int(0, 2) }, (_, n) => ({
    description: `guest ${n} of ${world.random.int(1, 99)}`,
    decisionMaker: world.random.isTrue(0.5),
  }))
const partiesOf = (world: World) => [
  { agency: 'awex' },
  world.random.isTrue(0.5)
    ? { prospect: world.one('prospect') }
    : { name: `A party ${world.random.int(1, 9)}` },
]

const meetings: Operation[] = [
  {
    name: 'plan a meeting',
    run: (world) =>
      world.add('meeting', 'planMeeting', {
        title: `A talk ${world.random.int(1, 99)}`,
        when: world.when(),
        deals: world.some('deal', world.random.int(0, 2)),
        hostAgency: 'awex',
        participants: participantsOf(world),
      }),
  },
  {
    name: 'record a held meeting',
    run: (world) =>
      world.add('meeting', 'recordMeeting', {
        title: `A visit ${world.random.int(1, 99)}`,
        when: world.when(),
        deals: world.some('deal', world.random.int(1, 2)),
        participants: participantsOf(world),
      }),
  },
  {
    name: 'record that a planned meeting was held',
    run: (world) => world.edit('meeting', 'recordMeeting', { outcome: 'They agree' }),
  },
  {
    name: 'move a meeting',
    run: (world) => world.edit('meeting', 'updateMeeting', { when: world.when() }),
  },
  {
    name: 'reword a meeting',
    run: (world) =>
      world.edit('meeting', 'updateMeeting', {
        title: `Another title ${world.random.int(1, 99)}`,
        place: 'Liège',
        topics: ['energy'],
        outcome: undefined,
      }),
  },
  {
    name: 'replace the participants of a meeting',
    run: (world) => world.edit('meeting', 'updateMeeting', { participants: participantsOf(world) }),
  },
  {
    name: 'give a meeting other deals',
    run: (world) =>
      world.edit('meeting', 'updateMeeting', {
        deals: world.some('deal', world.random.int(1, 2)),
        widensAccess: true,
      }),
  },
  {
    name: 'cancel a meeting',
    run: (world) => world.edit('meeting', 'cancelMeeting', { reason: 'They are ill' }),
  },
  {
    name: 'take back that a meeting was held',
    run: (world) =>
      world.edit('meeting', 'updateMeeting', {
        status: world.random.one(['PLANNED', 'CANCELLED']),
        reason: 'It did not take place',
      }),
  },
]

const signedThen = (world: World) =>
  world.random.isTrue(0.6) ? { signedOn: world.day() } : { signedWhen: world.when() }

const agreements: Operation[] = [
  {
    name: 'record an agreement',
    run: (world) => {
      const standing = world.random.one(['DISCUSSED', 'DRAFT', 'ANNOUNCED', 'SIGNED'] as const)
      return world.add('agreement', 'recordAgreement', {
        title: `A memorandum ${world.random.int(1, 99)}`,
        kind: world.random.one(['MOU', 'LEASE', 'LETTER_OF_INTENT']),
        standing,
        ...(standing === 'SIGNED' && signedThen(world)),
        ...(standing === 'ANNOUNCED' && { announcedOn: world.day() }),
        parties: partiesOf(world),
        deals: world.some('deal', world.random.int(1, 2)),
      })
    },
  },
  {
    name: 'announce an agreement',
    run: (world) =>
      world.edit('agreement', 'updateAgreement', { standing: 'ANNOUNCED', announcedOn: world.day() }),
  },
  {
    name: 'sign an agreement',
    run: (world) => world.edit('agreement', 'updateAgreement', { standing: 'SIGNED', ...signedThen(world) }),
  },
  {
    name: 'end an agreement',
    run: (world) => world.edit('agreement', 'updateAgreement', { standing: 'ENDED', endedOn: '2018-03-25' }),
  },
  {
    name: 'reword an agreement',
    run: (world) =>
      world.edit('agreement', 'updateAgreement', {
        title: `Another memorandum ${world.random.int(1, 99)}`,
        place: 'Namur',
        kind: world.random.one(['MOU', 'LEASE', 'LETTER_OF_INTENT']),
        amount: { amount: `${world.random.int(1, 9)}00000`, currency: 'EUR' },
      }),
  },
  {
    name: 'give an agreement other parties',
    run: (world) => world.edit('agreement', 'updateAgreement', { parties: partiesOf(world) }),
  },
  {
    name: 'give an agreement other deals',
    run: (world) =>
      world.edit('agreement', 'updateAgreement', {
        deals: world.some('deal', world.random.int(1, 2)),
        widensAccess: true,
      }),
  },
]

const tasks: Operation[] = [
  {
    name: 'add a task',
    run: (world) =>
      world.add('task', 'addTask', { title: 'Call them', dueOn: world.day(), deal: world.one('deal') }),
  },
  {
    name: 'complete a task with an earlier day',
    run: (world) => world.edit('task', 'completeTask', { on: world.day() }),
  },
  {
    name: 'withdraw a task',
    run: (world) => world.edit('task', 'withdrawTask', { reason: 'Entered on the wrong deal' }),
  },
  { name: 'move a task', run: (world) => world.edit('task', 'updateTask', { dueOn: world.day() }) },
  {
    name: 'correct the completion of a task',
    run: (world) =>
      world.edit('task', 'updateTask', { completedOn: world.random.isTrue(0.5) ? null : world.day() }),
  },
]

const withdrawals: Operation[] = [
  {
    name: 'withdraw a meeting',
    run: (world) => world.edit('meeting', 'withdrawMeeting', { reason: 'Entered twice' }),
  },
  {
    name: 'withdraw an agreement',
    run: (world) => world.edit('agreement', 'withdrawAgreement', { reason: 'It was never signed' }),
  },
  {
    name: 'withdraw a job projection',
    run: (world) =>
      world.write(
        'withdrawJobProjection',
        { id: world.one('projection'), reason: 'A press review of another firm' },
        undefined,
        'id',
      ),
  },
  {
    name: 'withdraw a claim',
    run: (world) => world.edit('claim', 'withdrawClaim', { reason: 'Another company' }),
  },
  {
    // rarely, as it takes all that belongs to the deal with it
    name: 'withdraw a deal and open another one',
    run: async (world) => {
      if (world.random.isTrue(0.5)) await world.edit('deal', 'withdrawDeal', { reason: 'Opened twice' })
      return world.openDeal()
    },
  },
]

interface Moves {
  deal: { version: number; transitions: { nodes: { id: string }[] } }
}

const deals: Operation[] = [
  {
    name: 'move a deal',
    run: (world) =>
      world.edit('deal', 'moveDeal', {
        to: world.random.one(stages),
        effectiveOn: world.day(),
        reason: 'They wish so',
        override: true,
      }),
  },
  {
    name: 'correct a move',
    run: async (world) => {
      const id = world.one('deal')
      const { deal } = await world.query<Moves>(
        'query ($id: ID) { deal(id: $id) { version transitions(where: { holds: { eq: true } }) { nodes { id } } } }',
        { id },
      )
      const { id: move } = world.random.one(deal.transitions.nodes)
      const change = world.random.isTrue(0.5) ? { withdrawn: true } : { effectiveOn: world.day() }
      return world.write('correctMove', { move, version: deal.version, reason: 'A slip', ...change })
    },
  },
  {
    name: 'change the capex of a deal',
    run: (world) =>
      world.edit('deal', 'updateDeal', {
        capex: { low: `${world.random.int(1, 9)}000000`, currency: 'EUR' },
      }),
  },
  {
    name: 'set the probability of a stage',
    run: (world) => world.editStage({ probability: world.random.int(1, 60) }),
  },
  {
    name: 'state jobs',
    run: (world) =>
      world.add('projection', 'projectJobs', {
        deal: world.one('deal'),
        kind: 'DIRECT',
        horizon: world.random.one(['INITIAL', 'MEDIUM_TERM', 'FULL']),
        low: world.random.int(1, 900),
        high: world.random.one([null, 1000]),
        standing: world.random.one(['RUMOURED', 'REPORTED', 'ANNOUNCED', 'REALISED']),
        ...(world.random.isTrue(0.7) ? { statedOn: world.day() } : { statedWhen: world.when() }),
        source,
      }),
  },
]

const claims: Operation[] = [
  {
    name: 'record a claim',
    run: (world) =>
      world.add('claim', 'recordClaim', {
        ...(world.random.isTrue(0.6)
          ? { deal: world.one('deal') }
          : world.random.isTrue(0.5)
            ? { agreement: world.one('agreement') }
            : { prospect: world.one('prospect') }),
        statement: `They look for ${world.random.int(1, 99)} hectares`,
        statedOn: world.day(),
        source,
        ...(world.random.isTrue(0.3) && { disputes: world.one('claim') }),
      }),
  },
  {
    name: 'grade a claim',
    run: (world) =>
      world.edit('claim', 'gradeClaim', {
        standing: world.random.one(['CONFIRMED', 'DENIED', 'RETRACTED']),
        reliability: world.random.one(['A', 'B', 'C']),
        credibility: world.random.int(1, 5),
        reason: 'Another source says so',
        gradedOn: world.day(),
      }),
  },
]

export const operations: readonly Operation[] = [
  ...dealEdits,
  ...meetings,
  ...agreements,
  ...tasks,
  ...withdrawals,
  ...deals,
  ...claims,
]
