import { createDealWithout } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'

const dealFields =
  'id reference version codeName title masked description stage { code label probability } stageSince openedOn leadAgency { code } officer { email } team { agency { code } role from until } transitions { nodes { from { code } to { code } effectiveOn by { email } override reason } }'

describe('a deal', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const open = `mutation ($input: OpenDealInput!) { openDeal(input: $input) { ${dealFields} } }`

  it('is opened in the stage IDENTIFIED by the agency that leads it', async () => {
    const { openDeal } = await ancrage.run(officer, open, {
      input: {
        codeName: 'Lotus',
        title: 'European logistics centre',
        openedOn: '2018-01-08',
        confidentiality: 'RESTRICTED',
        capex: { low: '10000000', currency: 'EUR' },
        expectedDecision: { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' },
      },
    })
    expect(openDeal).toMatchObject({
      version: 1,
      codeName: 'Lotus',
      title: 'European logistics centre',
      masked: false,
      stage: { code: 'IDENTIFIED', label: 'Identified' },
      stageSince: '2018-01-08',
      leadAgency: { code: 'awex' },
      officer: { email: officer },
      team: [{ agency: { code: 'awex' }, role: 'LEAD', from: '2018-01-08', until: null }],
      transitions: {
        nodes: [
          {
            from: null,
            to: { code: 'IDENTIFIED' },
            effectiveOn: '2018-01-08',
            override: false,
            reason: null,
          },
        ],
      },
    })
  })

  it('is masked for a HEAD of another agency and hidden from an ANALYST without clearance', async () => {
    const query =
      '{ deals { nodes { title masked description team { role } x: expectedDecision { text } missing(stage: QUALIFIED) { c: code message } } totalCount } }'
    expect(await ancrage.run(head, query)).toMatchObject({
      deals: {
        totalCount: 1,
        nodes: [
          {
            title: 'European logistics centre',
            masked: false,
            x: { text: 'early March 2018' },
            missing: [
              { c: 'prospect' },
              { c: 'sector' },
              { c: 'activity' },
              { c: 'type' },
              { c: 'contactOrMeeting' },
            ],
          },
        ],
      },
    })
    expect(await ancrage.run('head@michel.example', query)).toMatchObject({
      deals: { totalCount: 1, nodes: [{ title: 'Lotus', masked: true, team: [], missing: null }] },
    })
    expect(await ancrage.run('analyst@logistics.example', query)).toMatchObject({
      deals: { totalCount: 0, nodes: [] },
    })
  })

  it('cannot move forward while facts are missing, and the error lists them', async () => {
    const { deals } = await ancrage.run(officer, '{ deals { nodes { id version } } }')
    const move = `mutation ($input: MoveDealInput!) { moveDeal(input: $input) { version stage { code } } }`
    const { errors } = await ancrage.request(officer, move, { input: { ...deals.nodes[0], to: 'QUALIFIED' } })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'STAGE_REFUSED',
      missing: [
        { code: 'prospect' },
        { code: 'sector' },
        { code: 'activity' },
        { code: 'type' },
        { code: 'contactOrMeeting' },
      ],
    })
    const { moveDeal } = await ancrage.run(officer, move, {
      input: { ...deals.nodes[0], to: 'CONTACTED', effectiveOn: '2018-02-01' },
    })
    expect(moveDeal).toEqual({ version: 2, stage: { code: 'CONTACTED' } })
    const { moveDeal: overridden } = await ancrage.run(head, move, {
      input: {
        id: deals.nodes[0].id,
        version: 2,
        to: 'NEGOTIATION',
        effectiveOn: '2018-03-12',
        override: true,
        reason: 'Assumed',
      },
    })
    expect(overridden).toEqual({ version: 3, stage: { code: 'NEGOTIATION' } })
  })

  it('shows its current job projection, also by horizon', async () => {
    const { deals } = await ancrage.run(officer, '{ deals { nodes { id version } } }')
    const project = `mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { low high openEnded wording source { kind name } deal { currentProjection { low openEnded } initial: currentProjection(horizon: INITIAL) { low high } } } }`
    const input = {
      deal: deals.nodes[0].id,
      kind: 'DIRECT',
      standing: 'REPORTED',
      statedOn: '2018-05-31',
      source: { kind: 'PRESS', name: 'L’Echo' },
    }
    await ancrage.run(officer, project, {
      input: {
        ...input,
        horizon: 'INITIAL',
        low: 200,
        high: 999,
        wording: 'plusieurs centaines',
        wordingLanguage: 'FR',
      },
    })
    const { projectJobs } = await ancrage.run(officer, project, {
      input: { ...input, horizon: 'MEDIUM_TERM', low: 1000 },
    })
    expect(projectJobs).toMatchObject({
      low: 1000,
      high: null,
      openEnded: true,
      deal: { currentProjection: { low: 1000, openEnded: true }, initial: { low: 200, high: 999 } },
    })
  })

  it('has the year of its opening in its reference', async () => {
    const { openDeal } = await ancrage.run(
      officer,
      'mutation { openDeal(input: { codeName: "Late", title: "A centre", openedOn: "2019-05-02" }) { reference } }',
    )
    expect(openDeal.reference).toBe('WAL-2019-0001')
  })

  it('does not have the fact decisionMakerMet after a meeting with a decision maker of an agency', async () => {
    const { id } = await createDealWithout(ancrage, 'contactOrMeeting')
    const missing = 'query ($id: ID) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }'
    const meet = (participant: object) =>
      ancrage.run(officer, 'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }', {
        input: {
          title: 'A talk',
          when: { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' },
          deals: [id],
          participants: [{ description: 'a director', decisionMaker: true, ...participant }],
        },
      })
    await meet({ agency: 'liege-airport' })
    expect((await ancrage.run(officer, missing, { id })).deal.missing).toEqual([{ code: 'decisionMakerMet' }])
    await meet({})
    expect((await ancrage.run(officer, missing, { id })).deal.missing).toEqual([])
  })
})
