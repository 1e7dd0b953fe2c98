import { dealClient, lossInput, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
beforeEach(() => ancrage.owner.query('truncate deal cascade'))

const inputOf = (verb: string) => `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
const sendMutation = (
  verb: string,
  input: object,
  by = head,
  selection = 'id version stage { code } stageSince openedOn',
) =>
  ancrage.request(by, `mutation ($input: ${inputOf(verb)}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
const runMutation = async (verb: string, input: object, by = head) => {
  const { data, errors } = await sendMutation(verb, input, by)
  expect(errors).toBeUndefined()
  return data[verb]
}
const errorOf = async (verb: string, input: object, by = head) =>
  (await sendMutation(verb, input, by)).errors?.[0]?.extensions

const history = `query ($id: ID!) { deal(id: $id) { version openedOn stageSince stage { code }
  transitions(orderBy: [{ place: ASC }, { ordinal: ASC }]) { nodes { id ordinal from { code } to { code } effectiveOn holds reason override
    replaces { id } correction { reason replacedBy { id } by { email } } } }
  team { id agency { code } role from until } teamCorrections { agency { code } role from until reason }
  handovers { nodes { id on holds from { code } to { code } correction { reason replacedBy { on } } } } leadAgency { code } } }`
const readDeal = async (id: string, by = head) => (await ancrage.run(by, history, { id })).deal
const validMoves = (deal: any): string[] =>
  deal.transitions.nodes.filter((t: any) => t.holds).map((t: any) => `${t.effectiveOn} ${t.to.code}`)
const moveIdTo = (deal: any, code: string) =>
  deal.transitions.nodes.find((t: any) => t.holds && t.to.code === code).id

const status = async (asOf: string, knownAt?: string) => {
  const { pipelineStatus } = await ancrage.run(
    head,
    `query ($asOf: Date, $knownAt: DateTime) { pipelineStatus(agency: "awex", asOf: $asOf, knownAt: $knownAt) { stages { stage { code } figures { deals } } } }`,
    { asOf, knownAt },
  )
  return pipelineStatus.stages.filter((s: any) => s.figures.deals > 0).map((s: any) => s.stage.code)
}
/** Returns the current instant, and waits so that the next change has a later millisecond. */
const currentInstant = async () => {
  const instant = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  return instant
}
const reasonInput = { reason: 'The company confirmed it' }

/** Creates a deal that was opened in January, contacted in February, in negotiation from March and dormant from June. */
async function aDormantDeal(): Promise<string> {
  const id = await deals.open({ openedOn: '2018-01-02' })
  await deals.move(id, 'CONTACTED', '2018-02-01')
  await deals.move(id, 'NEGOTIATION', '2018-03-01')
  await deals.move(id, 'DORMANT', '2018-06-01', { override: false, reason: 'Silence' })
  return id
}

describe('a move recorded with a wrong day', () => {
  it('is corrected, and reports as of an earlier instant do not change', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const instant = await currentInstant()
    const moved = await runMutation('correctMove', {
      move: moveIdTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-04-10',
      ...reasonInput,
    })
    expect(moved).toMatchObject({
      stage: { code: 'DORMANT' },
      stageSince: '2018-04-10',
      version: before.version + 1,
    })
    expect(await status('2018-05-01')).toEqual(['DORMANT'])
    expect(await status('2018-05-01', instant)).toEqual(['NEGOTIATION'])
    const after = await readDeal(id)
    expect(validMoves(after)).toEqual([
      '2018-01-02 IDENTIFIED',
      '2018-02-01 CONTACTED',
      '2018-03-01 NEGOTIATION',
      '2018-04-10 DORMANT',
    ])
    const [wrong, right] = after.transitions.nodes.slice(-2)
    expect(wrong).toMatchObject({
      effectiveOn: '2018-06-01',
      holds: false,
      correction: { reason: reasonInput.reason, replacedBy: { id: right.id }, by: { email: head } },
    })
    expect(right).toMatchObject({ effectiveOn: '2018-04-10', reason: 'Silence', replaces: { id: wrong.id } })
  })

  it('in the middle of the chain is corrected without a change of the current stage', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    await runMutation(
      'correctMove',
      {
        move: moveIdTo(before, 'CONTACTED'),
        version: before.version,
        effectiveOn: '2018-01-15',
        ...reasonInput,
      },
      officer,
    )
    expect(await readDeal(id)).toMatchObject({ stage: { code: 'DORMANT' }, stageSince: '2018-06-01' })
    expect(await status('2018-01-20')).toEqual(['CONTACTED'])
  })

  it('that a HEAD allowed without its facts keeps its override, and needs no other', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    await runMutation('correctMove', {
      move: moveIdTo(before, 'NEGOTIATION'),
      version: before.version,
      effectiveOn: '2018-03-15',
      ...reasonInput,
    })
    const [move] = (await readDeal(id)).transitions.nodes.filter(
      ({ holds, to }: any) => holds && to.code === 'NEGOTIATION',
    )
    expect(move).toMatchObject({ effectiveOn: '2018-03-15', override: true, reason: 'assumed' })
  })

  it('and stage takes the reason of the correction, because that of the move was about another stage', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    await runMutation('correctMove', {
      move: moveIdTo(before, 'NEGOTIATION'),
      version: before.version,
      to: 'SHORTLISTED',
      override: true,
      ...reasonInput,
    })
    const [move] = (await readDeal(id)).transitions.nodes.filter(
      ({ holds, to }: any) => holds && to.code === 'SHORTLISTED',
    )
    expect(move).toMatchObject({ override: true, ...reasonInput })
  })

  it('as the opening is corrected together with openedOn and the first day of the team', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    await runMutation('correctMove', {
      move: moveIdTo(before, 'IDENTIFIED'),
      version: before.version,
      effectiveOn: '2017-11-01',
      ...reasonInput,
    })
    expect(await readDeal(id)).toMatchObject({
      openedOn: '2017-11-01',
      team: [{ from: '2017-11-01', until: null }],
    })
    expect(await status('2017-12-01')).toEqual(['IDENTIFIED'])
  })

  it.each([
    ['before the previous move', 'NEGOTIATION', '2018-01-31', 'TOO_EARLY'],
    ['after the next move', 'NEGOTIATION', '2018-06-02', 'TOO_LATE'],
    ['to the future', 'DORMANT', '2199-01-01', 'FUTURE_DAY'],
  ])('cannot be moved %s', async (_, stage, effectiveOn, code) => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const error = await errorOf('correctMove', {
      move: moveIdTo(before, stage),
      version: before.version,
      effectiveOn,
      ...reasonInput,
    })
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.effectiveOn', code }] })
    expect(await readDeal(id)).toEqual(before)
  })
})

describe('a move to a wrong stage', () => {
  it('is corrected together with the move that starts there', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const input = {
      move: moveIdTo(before, 'NEGOTIATION'),
      version: before.version,
      to: 'SHORTLISTED',
      ...reasonInput,
    }
    expect(await errorOf('correctMove', input)).toMatchObject({ code: 'STAGE_REFUSED' })
    expect((await errorOf('correctMove', input))!.missing!.map(({ code }) => code)).toContain('ourSite')
    expect(await readDeal(id)).toEqual(before)
    expect((await errorOf('correctMove', { ...input, override: true }, officer))!.code).toBe('FORBIDDEN')
    await runMutation('correctMove', { ...input, override: true })
    const after = await readDeal(id)
    expect(validMoves(after)).toEqual([
      '2018-01-02 IDENTIFIED',
      '2018-02-01 CONTACTED',
      '2018-03-01 SHORTLISTED',
      '2018-06-01 DORMANT',
    ])
    expect(after.transitions.nodes.filter((t: any) => t.holds).map((t: any) => t.override)).toEqual([
      false,
      false,
      true,
      false,
    ])
    // the deal resumes in the corrected stage
    await runMutation('moveDeal', {
      id,
      version: after.version,
      to: 'SHORTLISTED',
      effectiveOn: '2018-07-01',
    })
  })

  it('cannot be corrected if the next move would not be allowed', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const error = await errorOf('correctMove', {
      move: moveIdTo(before, 'CONTACTED'),
      version: before.version,
      to: 'NEGOTIATION',
      override: true,
      ...reasonInput,
    })
    expect(error).toMatchObject({ code: 'STAGE_REFUSED', missing: [] })
    expect(await readDeal(id)).toEqual(before)
  })
})

describe('a move that never happened', () => {
  it('is withdrawn, and the deal returns to its previous stage', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const instant = await currentInstant()
    await runMutation('correctMove', {
      move: moveIdTo(before, 'DORMANT'),
      version: before.version,
      withdrawn: true,
      ...reasonInput,
    })
    const after = await readDeal(id)
    expect(after).toMatchObject({ stage: { code: 'NEGOTIATION' }, stageSince: '2018-03-01' })
    expect(after.transitions.nodes.at(-1)).toMatchObject({ holds: false, correction: { replacedBy: null } })
    expect(await status('2018-07-01')).toEqual(['NEGOTIATION'])
    expect(await status('2018-07-01', instant)).toEqual(['DORMANT'])
  })

  it('cannot be the opening', async () => {
    const id = await aDormantDeal()
    const { version, ...deal } = await readDeal(id)
    const error = await errorOf('correctMove', {
      move: moveIdTo(deal, 'IDENTIFIED'),
      version,
      withdrawn: true,
      ...reasonInput,
    })
    expect(error).toMatchObject({ fields: [{ path: 'input.move', code: 'OPENING_STAYS' }] })
  })

  it('is corrected only once: later corrections apply to its replacement', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const move = moveIdTo(before, 'DORMANT')
    await runMutation('correctMove', {
      move,
      version: before.version,
      effectiveOn: '2018-05-01',
      ...reasonInput,
    })
    const after = await readDeal(id)
    expect(
      await errorOf('correctMove', { move, version: after.version, withdrawn: true, ...reasonInput }),
    ).toMatchObject({
      fields: [{ path: 'input.move', code: 'NO_LONGER_HELD' }],
    })
    await runMutation('correctMove', {
      move: moveIdTo(after, 'DORMANT'),
      version: after.version,
      effectiveOn: '2018-05-02',
      ...reasonInput,
    })
    expect((await readDeal(id)).stageSince).toBe('2018-05-02')
  })
})

describe('a correction', () => {
  it.each([
    ['needs a change or a withdrawal', {}, 'WITHDRAWN_OR_OTHERWISE'],
    [
      'cannot be both a change and a withdrawal',
      { withdrawn: true, effectiveOn: '2018-05-01' },
      'WITHDRAWN_OR_OTHERWISE',
    ],
    ['needs a reason', { effectiveOn: '2018-05-01', reason: ' ' }, 'BLANK'],
  ])('%s', async (_, more, code) => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const error = await errorOf('correctMove', {
      move: moveIdTo(before, 'DORMANT'),
      version: before.version,
      ...reasonInput,
      ...more,
    })
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ code }] })
    expect(await readDeal(id)).toEqual(before)
  })

  it('succeeds once out of twenty concurrent ones; the others get CONFLICT', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const input = {
      move: moveIdTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-05-01',
      ...reasonInput,
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => errorOf('correctMove', input)))
    expect(answers.filter((error) => error === undefined)).toHaveLength(1)
    expect(answers.filter((error) => error?.code === 'CONFLICT')).toHaveLength(19)
    expect((await readDeal(id)).transitions.nodes).toHaveLength(5)
  })

  it('requires permission to write, and does not reveal a hidden move', async () => {
    const id = await deals.open({ confidentiality: 'SECRET', openedOn: '2018-01-02' })
    await deals.move(id, 'CONTACTED', '2018-02-01')
    const deal = await ancrage.owner.query(`select id from transition where to_stage = 'CONTACTED'`)
    const input = { move: deal.rows[0].id, version: 1, withdrawn: true, ...reasonInput }
    expect((await errorOf('correctMove', input, 'officer@liege-airport.example'))!.code).toBe('NOT_FOUND')
    expect((await errorOf('correctMove', input, 'analyst@awex.example'))!.code).toBe('FORBIDDEN')
  })

  it('of a move that reopened the deal requires a HEAD, as the move did', async () => {
    const id = await aDormantDeal()
    await deals.move(id, 'NEGOTIATION', '2018-07-01')
    await deals.move(id, 'LOST', '2018-08-01', lossInput('NL'))
    await deals.move(id, 'NEGOTIATION', '2018-09-01', { override: false, reason: 'They called again' })
    const before = await readDeal(id)
    const input = {
      move: before.transitions.nodes.at(-1).id,
      version: before.version,
      effectiveOn: '2018-09-02',
      ...reasonInput,
    }
    expect((await errorOf('correctMove', input, officer))!.code).toBe('FORBIDDEN')
    expect(await readDeal(id)).toEqual(before)
    expect(await errorOf('correctMove', input)).toBeUndefined()
  })

  it('shows its reason only with full access to the deal', async () => {
    const id = await aDormantDeal()
    await ancrage.run(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
      input: { id, version: (await readDeal(id)).version, confidentiality: 'RESTRICTED' },
    })
    const before = await readDeal(id)
    await runMutation('correctMove', {
      move: moveIdTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-05-01',
      ...reasonInput,
    })
    const masked = await readDeal(id, 'analyst@awex.example')
    expect(masked.transitions.nodes.map((t: any) => t.correction?.reason ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(validMoves(masked).at(-1)).toBe('2018-05-01 DORMANT')
  })
})

describe('an earlier move that is recorded late', () => {
  it('is inserted in between, and reports as of an earlier instant do not show it', async () => {
    const id = await deals.open({ openedOn: '2018-01-02' })
    await deals.move(id, 'NEGOTIATION', '2018-03-01')
    await deals.move(id, 'LOST', '2018-09-01', lossInput('NL'))
    const before = await readDeal(id)
    const instant = await currentInstant()
    const earlierMove = {
      deal: id,
      version: before.version,
      to: 'DORMANT',
      effectiveOn: '2018-05-01',
      ...reasonInput,
    }
    // a DORMANT deal cannot be lost: it would have to resume first
    expect(await errorOf('recordEarlierMove', earlierMove)).toMatchObject({ code: 'STAGE_REFUSED' })
    const allowedMove = { ...earlierMove, to: 'CONTACTED' }
    await runMutation('recordEarlierMove', allowedMove)
    expect(validMoves(await readDeal(id))).toEqual([
      '2018-01-02 IDENTIFIED',
      '2018-03-01 NEGOTIATION',
      '2018-05-01 CONTACTED',
      '2018-09-01 LOST',
    ])
    expect(await status('2018-06-01')).toEqual(['CONTACTED'])
    expect(await status('2018-06-01', instant)).toEqual(['NEGOTIATION'])
    expect(await status('2018-09-01')).toEqual(['LOST'])
  })

  it('must be dated before the last move, and moveDeal takes only later ones', async () => {
    const id = await aDormantDeal()
    const { version } = await readDeal(id)
    expect(
      await errorOf('recordEarlierMove', {
        deal: id,
        version,
        to: 'CONTACTED',
        effectiveOn: '2018-06-01',
        ...reasonInput,
      }),
    ).toMatchObject({
      fields: [{ path: 'input.effectiveOn', code: 'AFTER_LAST_MOVE' }],
    })
    expect(
      await errorOf('moveDeal', { id, version, to: 'NEGOTIATION', effectiveOn: '2018-05-01' }),
    ).toMatchObject({
      fields: [{ path: 'input.effectiveOn', code: 'BEFORE_LAST_MOVE' }],
    })
  })
})

describe('the database', () => {
  const tryQuery = (sql: string, values: unknown[]) =>
    ancrage.owner.query(sql, values).then(
      () => 'done',
      (error) => error.message,
    )
  it('rejects a correction that breaks the chain of moves', async () => {
    const id = await aDormantDeal()
    const before = await readDeal(id)
    const user = (await ancrage.owner.query('select id from "user" limit 1')).rows[0].id
    const tryRetire = (move: string) =>
      tryQuery(
        `insert into transition_correction (id, deal_id, transition_id, by_id, recorded_at) values (gen_random_uuid(), $1, $2, $3, now())`,
        [id, move, user],
      )
    expect(await tryRetire(moveIdTo(before, 'CONTACTED'))).toMatch(/the one before ends at/)
    expect(await tryRetire(moveIdTo(before, 'IDENTIFIED'))).toMatch(/the one before ends at/)
    const tryInsertMove = (days: string, at: number) =>
      tryQuery(
        `insert into transition (id, deal_id, ordinal, place, from_stage, to_stage, effective_on, recorded_at, by_id, override)
         values (gen_random_uuid(), $1, 0, $4, 'DORMANT', 'NEGOTIATION', $2, now(), $3, true)`,
        [id, days, user, at],
      )
    expect(await tryInsertMove('2018-01-01', 9)).toMatch(/effective before/)
    expect(await tryInsertMove('2018-07-01', 2.5)).toMatch(/starts at|effective before/)
    expect(await readDeal(id)).toEqual(before)
  })
})

describe('a team membership', () => {
  it('is recorded afterwards, with its first and last day', async () => {
    const id = await aDormantDeal()
    await runMutation('joinDeal', {
      deal: id,
      agency: 'liege-airport',
      role: 'SUPPORT',
      from: '2018-02-01',
      until: '2018-03-01',
    })
    expect((await readDeal(id)).team).toMatchObject([
      { agency: { code: 'awex' } },
      { agency: { code: 'liege-airport' }, until: '2018-03-01' },
    ])
    const again = { deal: id, agency: 'liege-airport', role: 'INFORMED', from: '2018-02-28' }
    expect(await errorOf('joinDeal', again)).toMatchObject({
      fields: [{ path: 'input.from', code: 'IN_TEAM_ALREADY' }],
    })
    await runMutation('joinDeal', { ...again, from: '2018-03-01' })
  })

  it('is corrected, and reports as of an earlier instant do not change', async () => {
    const id = await aDormantDeal()
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    const countDeals = async (asOf: string, knownAt?: string) =>
      (
        await ancrage.run(
          head,
          'query ($asOf: Date, $knownAt: DateTime) { pipelineStatus(agency: "liege-airport", asOf: $asOf, knownAt: $knownAt) { total { deals } } }',
          { asOf, knownAt },
        )
      ).pipelineStatus.total.deals
    const member = (await readDeal(id)).team[1].id
    const instant = await currentInstant()
    await runMutation('correctMembership', {
      member,
      from: '2018-04-01',
      until: '2018-05-01',
      ...reasonInput,
    })
    expect((await readDeal(id)).team[1]).toMatchObject({ from: '2018-04-01', until: '2018-05-01' })
    expect((await readDeal(id)).teamCorrections).toMatchObject([
      { from: '2018-02-01', until: null, reason: reasonInput.reason },
    ])
    expect([await countDeals('2018-03-01'), await countDeals('2018-03-01', instant)]).toEqual([0, 1])
    expect([await countDeals('2018-06-01'), await countDeals('2018-06-01', instant)]).toEqual([0, 1])
    expect([await countDeals('2018-04-15'), await countDeals('2018-04-15', instant)]).toEqual([1, 1])
    await runMutation('correctMembership', { member, withdrawn: true, ...reasonInput })
    expect((await readDeal(id)).team).toHaveLength(1)
    expect(await countDeals('2018-04-15')).toBe(0)
  })

  it('that is withdrawn ends the access of the agency', async () => {
    const id = await deals.open({ confidentiality: 'RESTRICTED', openedOn: '2018-01-02' })
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    expect(await readDeal(id, 'officer@liege-airport.example')).toMatchObject({
      leadAgency: { code: 'awex' },
    })
    await runMutation('correctMembership', {
      member: (await readDeal(id)).team[1].id,
      withdrawn: true,
      ...reasonInput,
    })
    expect(await readDeal(id, 'officer@liege-airport.example')).toBeNull()
  })

  it('of the lead is corrected only by its handover', async () => {
    const id = await aDormantDeal()
    const member = (await readDeal(id)).team[0].id
    expect(await errorOf('correctMembership', { member, from: '2018-01-03', ...reasonInput })).toMatchObject({
      fields: [{ code: 'LEAD_BY_HANDOVER' }],
    })
  })
})

describe('a handover', () => {
  const leadPeriods = (deal: any) =>
    deal.team.filter((m: any) => m.role === 'LEAD').map((m: any) => [m.agency.code, m.from, m.until])

  it.each([
    ['an earlier day', '2018-03-01'],
    ['a later day', '2018-05-20'],
  ])('is moved to %s together with the team', async (_, on) => {
    const id = await aDormantDeal()
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    const handover = (await readDeal(id)).handovers.nodes[0].id
    await runMutation('correctHandover', { handover, on, ...reasonInput }, deals.headOf(id))
    const after = await readDeal(id)
    expect(leadPeriods(after)).toEqual([
      ['awex', '2018-01-02', on],
      ['liege-airport', on, null],
    ])
    expect(
      after.team.filter((m: any) => m.role === 'SUPPORT').map((m: any) => [m.agency.code, m.from, m.until]),
    ).toEqual([
      ['liege-airport', '2018-02-01', on],
      ['awex', on, null],
    ])
    expect(after.handovers.nodes.map((h: any) => [h.on, h.holds])).toEqual(
      expect.arrayContaining([
        ['2018-04-01', false],
        [on, true],
      ]),
    )
  })

  it('that is withdrawn returns the lead', async () => {
    const id = await aDormantDeal()
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    expect((await readDeal(id)).leadAgency.code).toBe('liege-airport')
    const input = {
      handover: (await readDeal(id)).handovers.nodes[0].id,
      withdrawn: true,
      ...reasonInput,
    }
    expect((await errorOf('correctHandover', input))!.code).toBe('FORBIDDEN')
    await runMutation('correctHandover', input, deals.headOf(id))
    const after = await readDeal(id)
    expect(after.leadAgency.code).toBe('awex')
    expect(leadPeriods(after)).toEqual([['awex', '2018-01-02', null]])
    expect(after.team).toHaveLength(1)
  })

  it('cannot be moved to a day before the opening, or by an OFFICER', async () => {
    const id = await aDormantDeal()
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    const handover = (await readDeal(id)).handovers.nodes[0].id
    expect(
      await errorOf('correctHandover', { handover, on: '2018-01-01', ...reasonInput }, deals.headOf(id)),
    ).toMatchObject({
      fields: [{ path: 'input.on', code: 'TOO_EARLY' }],
    })
    expect(
      (await errorOf('correctHandover', { handover, on: '2018-04-02', ...reasonInput }, officer))!.code,
    ).toBe('FORBIDDEN')
  })
})

describe('a grading of a claim', () => {
  const grade =
    'mutation ($input: GradeClaimInput!) { gradeClaim(input: $input) { version standing grade { reliability } gradings { id standing gradedOn replacedBy { id } } } }'
  const recordClaim = async () =>
    (
      await ancrage.run(
        head,
        'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id version } }',
        {
          input: {
            deal: await aDormantDeal(),
            statement: 'It comes',
            statedOn: '2018-02-01',
            source: { kind: 'PRESS' },
          },
        },
      )
    ).recordClaim

  it('that is recorded late does not replace later ones', async () => {
    const { id } = await recordClaim()
    await ancrage.run(head, grade, {
      input: { id, version: 1, standing: 'DENIED', gradedOn: '2018-05-01', ...reasonInput },
    })
    const { gradeClaim } = await ancrage.run(head, grade, {
      input: { id, version: 2, standing: 'CONFIRMED', gradedOn: '2018-03-01', ...reasonInput },
    })
    expect(gradeClaim).toMatchObject({ version: 3, standing: 'DENIED' })
  })

  it('that was wrong is replaced and stays in the history', async () => {
    const { id } = await recordClaim()
    const first = await ancrage.run(head, grade, {
      input: { id, version: 1, standing: 'DENIED', gradedOn: '2018-05-01', ...reasonInput },
    })
    const wrong = first.gradeClaim.gradings[1].id
    const { gradeClaim } = await ancrage.run(head, grade, {
      input: {
        id,
        version: 2,
        standing: 'CONFIRMED',
        gradedOn: '2018-04-01',
        replaces: wrong,
        ...reasonInput,
      },
    })
    expect(gradeClaim.standing).toBe('CONFIRMED')
    expect(gradeClaim.gradings.map((g: any) => [g.standing, g.replacedBy !== null])).toEqual([
      ['UNCONFIRMED', false],
      ['DENIED', true],
      ['CONFIRMED', false],
    ])
    const again = await ancrage.request(head, grade, {
      input: { id, version: 3, standing: 'DENIED', replaces: wrong, ...reasonInput },
    })
    expect(again.errors![0]!.extensions.fields).toMatchObject([
      { path: 'input.replaces', code: 'REPLACED_ALREADY' },
    ])
  })
})
