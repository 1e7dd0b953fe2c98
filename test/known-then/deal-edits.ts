/** Steps that edit a deal itself, or what its facts and its verification rest on. */
import { head, type Operation, type Row, type World } from './world.js'

const source = { kind: 'PRESS', name: 'L’Echo' }

const update = (name: string, changes: (world: World) => object): Operation => ({
  name,
  run: (world) => world.edit('deal', 'updateDeal', changes(world)),
})

/** Returns the value in half of the cases, otherwise null. */
const orNull = <T>(world: World, value: T): T | null => (world.random.isTrue(0.5) ? value : null)

const landing: Operation = {
  name: 'land a deal with a verification',
  run: async (world) => {
    const deal = world.one('deal')
    const one = async (mutation: string, input: object, by = head) => {
      const { deal: row } = await world.query<{ deal: { version: number } }>(
        'query ($id: ID) { deal(id: $id) { version } }',
        { id: deal },
      )
      return world.write(mutation, { id: deal, version: row.version, ...input }, by)
    }
    await world.add('location', 'addLocation', {
      ...{ deal, site: world.one('site'), standing: 'CHOSEN', since: '2018-02-20' },
    })
    await world.add('projection', 'projectJobs', {
      ...{ deal, kind: 'DIRECT', horizon: 'INITIAL', low: world.random.int(1, 90), standing: 'REALISED' },
      ...{ statedOn: '2018-03-12', source },
    })
    await world.add('agreement', 'recordAgreement', {
      ...{ title: 'A lease', kind: 'LEASE', standing: 'SIGNED', signedOn: '2018-03-01', deals: [deal] },
      parties: [{ agency: 'awex' }, { name: 'A party' }],
    })
    await world.add('meeting', 'recordMeeting', {
      ...{ title: 'A talk', when: world.when(), deals: [deal] },
      participants: [{ description: 'an executive', decisionMaker: true }],
    })
    await one('updateDeal', {
      ...{ prospect: world.one('prospect'), sector: '52', activity: 'LOGISTICS', type: 'GREENFIELD' },
      ...{ officer: world.one('officer'), capexUnknown: false, capex: { low: '1000000', currency: 'EUR' } },
      ...{ noCompetingLocations: true, expectedDecision: world.when() },
    })
    await one('moveDeal', { to: 'COMMITTED', effectiveOn: '2018-03-11', reason: 'They sign', override: true })
    await world.write('verifyLanding', { id: deal }, world.verifier.email, 'id')
    return one('moveDeal', { to: 'LANDED', effectiveOn: '2018-03-12' })
  },
}

export const dealEdits: Operation[] = [
  landing,
  update('rename a deal', (world) => ({
    title: `A centre ${world.random.int(1, 99)}`,
    codeName: `Lotus ${world.random.int(1, 1e9)}`,
  })),
  update('give a deal another company', (world) => ({
    prospect: orNull(world, world.one('prospect')),
    widensAccess: true,
  })),
  update('change the expected decision of a deal', (world) => ({
    expectedDecision: orNull(world, world.when()),
  })),
  update('change the officer of a deal', (world) => ({ officer: orNull(world, world.one('officer')) })),
  {
    name: 'make the verifier the officer of a deal',
    run: (world) => world.edit('deal', 'updateDeal', { officer: world.verifier.id }),
  },
  update('change what a deal is', (world) => ({
    sector: world.random.one(['52', '10', null]),
    activity: world.random.one(['LOGISTICS', 'SERVICES', null]),
    type: world.random.one(['GREENFIELD', 'EXPANSION', null]),
    origin: world.random.one(['FOREIGN', 'LOCAL', null]),
  })),
  update('state that something about a deal is unknown', (world) => ({
    jobsUnknown: world.random.isTrue(0.5),
    noCompetingLocations: world.random.isTrue(0.5),
    ...(world.random.isTrue(0.5) && { capexUnknown: true, capex: null }),
  })),
  {
    name: 'add a location',
    run: (world) =>
      world.add('location', 'addLocation', {
        deal: world.one('deal'),
        ...(world.random.isTrue(0.5) ? { site: world.one('site') } : { town: 'Venlo', country: 'NL' }),
        standing: world.random.one(['CANDIDATE', 'SHORTLISTED', 'CHOSEN']),
        ...(world.random.isTrue(0.6) ? { since: world.day() } : { sinceWhen: world.when() }),
      }),
  },
  {
    name: 'change the standing of a location',
    run: async (world) => {
      const { deal } = await world.query<{ deal: { locations: { nodes: Row[] } } }>(
        'query ($id: ID) { deal(id: $id) { locations { nodes { id version } } } }',
        { id: world.one('deal') },
      )
      return world.write('updateLocation', {
        ...world.pick(deal.locations.nodes),
        standing: world.random.one(['CANDIDATE', 'CHOSEN', 'REJECTED']),
        ...(world.random.isTrue(0.6) ? { since: world.day() } : { sinceWhen: world.when() }),
        reason: 'They say so',
      })
    },
  },
  {
    name: 'record a contact of a company',
    run: (world) =>
      world.add('contact', 'createContact', {
        name: `A person ${world.random.int(1, 1e9)}`,
        prospect: world.one('prospect'),
        decisionMaker: world.random.isTrue(0.5),
      }),
  },
  {
    name: 'record a held meeting with a contact',
    run: (world) =>
      world.add('meeting', 'recordMeeting', {
        ...{ title: 'A lunch', when: world.when(), deals: world.some('deal', 1) },
        participants: [{ contact: world.one('contact') }],
      }),
  },
  {
    name: 'correct whether a contact decides',
    run: (world) => world.edit('contact', 'updateContact', { decisionMaker: world.random.isTrue(0.5) }),
  },
  {
    name: 'require other facts of a stage',
    run: (world) =>
      world.editStage({
        requires: world.random.some(['prospect', 'sector', 'activity', 'officer', 'contactOrMeeting'], 3),
      }),
  },
]
