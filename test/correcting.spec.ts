import { dealClient, lostTo, type DealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let ancrage: Ancrage
let deals: DealClient
beforeAll(async () => {
  ancrage = await anAncrage()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
beforeEach(() => ancrage.owner.query('truncate deal cascade'))

const inputOf = (verb: string) => `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
const sent = (
  verb: string,
  input: object,
  by = head,
  selection = 'id version stage { code } stageSince openedOn',
) =>
  ancrage.ask(by, `mutation ($input: ${inputOf(verb)}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
const done = async (verb: string, input: object, by = head) => {
  const { data, errors } = await sent(verb, input, by)
  expect(errors).toBeUndefined()
  return data[verb]
}
const fault = async (verb: string, input: object, by = head) =>
  (await sent(verb, input, by)).errors?.[0]?.extensions

const history = `query ($id: ID!) { deal(id: $id) { version openedOn stageSince stage { code }
  transitions(orderBy: [{ place: ASC }, { ordinal: ASC }]) { nodes { id ordinal from { code } to { code } effectiveOn holds reason override
    replaces { id } correction { reason replacedBy { id } by { email } } } }
  team { id agency { code } role from until } teamCorrections { agency { code } role from until reason }
  handovers { nodes { id on holds from { code } to { code } correction { reason replacedBy { on } } } } leadAgency { code } } }`
const seen = async (id: string, by = head) => (await ancrage.get(by, history, { id })).deal
const held = (deal: any): string[] =>
  deal.transitions.nodes.filter((t: any) => t.holds).map((t: any) => `${t.effectiveOn} ${t.to.code}`)
const moveTo = (deal: any, code: string) =>
  deal.transitions.nodes.find((t: any) => t.holds && t.to.code === code).id

const status = async (asOf: string, knownAt?: string) => {
  const { pipelineStatus } = await ancrage.get(
    head,
    `query ($asOf: Date, $knownAt: DateTime) { pipelineStatus(agency: "awex", asOf: $asOf, knownAt: $knownAt) { stages { stage { code } figures { deals } } } }`,
    { asOf, knownAt },
  )
  return pipelineStatus.stages.filter((s: any) => s.figures.deals > 0).map((s: any) => s.stage.code)
}
/** Instants of the clock have milliseconds: what comes after must not share this one. */
const now = async () => {
  const instant = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  return instant
}
const why = { reason: 'The company told us so' }

/** Opened in January, contacted in February, in negotiation from March, resting from June. */
async function aDealAtRest(): Promise<string> {
  const id = await deals.open({ openedOn: '2018-01-02' })
  await deals.move(id, 'CONTACTED', '2018-02-01')
  await deals.move(id, 'NEGOTIATION', '2018-03-01')
  await deals.move(id, 'DORMANT', '2018-06-01', { override: false, reason: 'Silence' })
  return id
}

describe('a move recorded with a wrong day', () => {
  it('is put right, and what was known before stays as it was', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const then = await now()
    const moved = await done('correctMove', {
      move: moveTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-04-10',
      ...why,
    })
    expect(moved).toMatchObject({
      stage: { code: 'DORMANT' },
      stageSince: '2018-04-10',
      version: before.version + 1,
    })
    expect(await status('2018-05-01')).toEqual(['DORMANT'])
    expect(await status('2018-05-01', then)).toEqual(['NEGOTIATION'])
    const after = await seen(id)
    expect(held(after)).toEqual([
      '2018-01-02 IDENTIFIED',
      '2018-02-01 CONTACTED',
      '2018-03-01 NEGOTIATION',
      '2018-04-10 DORMANT',
    ])
    const [wrong, right] = after.transitions.nodes.slice(-2)
    expect(wrong).toMatchObject({
      effectiveOn: '2018-06-01',
      holds: false,
      correction: { reason: why.reason, replacedBy: { id: right.id }, by: { email: head } },
    })
    expect(right).toMatchObject({ effectiveOn: '2018-04-10', reason: 'Silence', replaces: { id: wrong.id } })
  })

  it('in the middle leaves the deal where it is', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    await done(
      'correctMove',
      { move: moveTo(before, 'CONTACTED'), version: before.version, effectiveOn: '2018-01-15', ...why },
      officer,
    )
    expect(await seen(id)).toMatchObject({ stage: { code: 'DORMANT' }, stageSince: '2018-06-01' })
    expect(await status('2018-01-20')).toEqual(['CONTACTED'])
  })

  it('as the opening moves the opening and the team with it', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    await done('correctMove', {
      move: moveTo(before, 'IDENTIFIED'),
      version: before.version,
      effectiveOn: '2017-11-01',
      ...why,
    })
    expect(await seen(id)).toMatchObject({
      openedOn: '2017-11-01',
      team: [{ from: '2017-11-01', until: null }],
    })
    expect(await status('2017-12-01')).toEqual(['IDENTIFIED'])
  })

  it.each([
    ['before the move it follows', 'NEGOTIATION', '2018-01-31', 'TOO_EARLY'],
    ['after the move that follows it', 'NEGOTIATION', '2018-06-02', 'TOO_LATE'],
    ['in the future', 'DORMANT', '2199-01-01', 'FUTURE_DAY'],
  ])('is not put %s', async (_, stage, effectiveOn, code) => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const told = await fault('correctMove', {
      move: moveTo(before, stage),
      version: before.version,
      effectiveOn,
      ...why,
    })
    expect(told).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.effectiveOn', code }] })
    expect(await seen(id)).toEqual(before)
  })
})

describe('a move to a wrong stage', () => {
  it('is put right together with the move that left from there', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const input = { move: moveTo(before, 'NEGOTIATION'), version: before.version, to: 'SHORTLISTED', ...why }
    expect(await fault('correctMove', input)).toMatchObject({ code: 'STAGE_REFUSED' })
    expect((await fault('correctMove', input))!.missing!.map(({ code }) => code)).toContain('ourSite')
    expect(await seen(id)).toEqual(before)
    expect((await fault('correctMove', { ...input, override: true }, officer))!.code).toBe('FORBIDDEN')
    await done('correctMove', { ...input, override: true })
    const after = await seen(id)
    expect(held(after)).toEqual([
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
    // it wakes up where it went to rest, as we know now
    await done('moveDeal', { id, version: after.version, to: 'SHORTLISTED', effectiveOn: '2018-07-01' })
  })

  it('is refused where the moves after it could not follow', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const told = await fault('correctMove', {
      move: moveTo(before, 'CONTACTED'),
      version: before.version,
      to: 'NEGOTIATION',
      override: true,
      ...why,
    })
    expect(told).toMatchObject({ code: 'STAGE_REFUSED', missing: [] })
    expect(await seen(id)).toEqual(before)
  })
})

describe('a move that never was', () => {
  it('is withdrawn; the deal stands where it stood before', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const then = await now()
    await done('correctMove', {
      move: moveTo(before, 'DORMANT'),
      version: before.version,
      withdrawn: true,
      ...why,
    })
    const after = await seen(id)
    expect(after).toMatchObject({ stage: { code: 'NEGOTIATION' }, stageSince: '2018-03-01' })
    expect(after.transitions.nodes.at(-1)).toMatchObject({ holds: false, correction: { replacedBy: null } })
    expect(await status('2018-07-01')).toEqual(['NEGOTIATION'])
    expect(await status('2018-07-01', then)).toEqual(['DORMANT'])
  })

  it('is not the opening', async () => {
    const id = await aDealAtRest()
    const { version, ...deal } = await seen(id)
    const told = await fault('correctMove', {
      move: moveTo(deal, 'IDENTIFIED'),
      version,
      withdrawn: true,
      ...why,
    })
    expect(told).toMatchObject({ fields: [{ path: 'input.move', code: 'OPENING_STAYS' }] })
  })

  it('is corrected once; then what replaced it', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const move = moveTo(before, 'DORMANT')
    await done('correctMove', { move, version: before.version, effectiveOn: '2018-05-01', ...why })
    const after = await seen(id)
    expect(
      await fault('correctMove', { move, version: after.version, withdrawn: true, ...why }),
    ).toMatchObject({
      fields: [{ path: 'input.move', code: 'NO_LONGER_HELD' }],
    })
    await done('correctMove', {
      move: moveTo(after, 'DORMANT'),
      version: after.version,
      effectiveOn: '2018-05-02',
      ...why,
    })
    expect((await seen(id)).stageSince).toBe('2018-05-02')
  })
})

describe('a correction', () => {
  it.each([
    ['says what is true instead', {}, 'WITHDRAWN_OR_OTHERWISE'],
    ['does not say both', { withdrawn: true, effectiveOn: '2018-05-01' }, 'WITHDRAWN_OR_OTHERWISE'],
    ['has a reason', { effectiveOn: '2018-05-01', reason: ' ' }, 'BLANK'],
  ])('%s', async (_, more, code) => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const told = await fault('correctMove', {
      move: moveTo(before, 'DORMANT'),
      version: before.version,
      ...why,
      ...more,
    })
    expect(told).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ code }] })
    expect(await seen(id)).toEqual(before)
  })

  it('of a deal that changed since is a CONFLICT, and one of twenty at once is made', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const input = {
      move: moveTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-05-01',
      ...why,
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => fault('correctMove', input)))
    expect(answers.filter((told) => told === undefined)).toHaveLength(1)
    expect(answers.filter((told) => told?.code === 'CONFLICT')).toHaveLength(19)
    expect((await seen(id)).transitions.nodes).toHaveLength(5)
  })

  it('is not for who may not write to the deal, nor of a move that he may not know of', async () => {
    const id = await deals.open({ confidentiality: 'SECRET', openedOn: '2018-01-02' })
    await deals.move(id, 'CONTACTED', '2018-02-01')
    const deal = await ancrage.owner.query(`select id from transition where to_stage = 'CONTACTED'`)
    const input = { move: deal.rows[0].id, version: 1, withdrawn: true, ...why }
    expect((await fault('correctMove', input, 'officer@liege-airport.example'))!.code).toBe('NOT_FOUND')
    expect((await fault('correctMove', input, 'analyst@awex.example'))!.code).toBe('FORBIDDEN')
  })

  it('shows its reason only to who sees the deal in full', async () => {
    const id = await aDealAtRest()
    await ancrage.get(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
      input: { id, version: (await seen(id)).version, confidentiality: 'RESTRICTED' },
    })
    const before = await seen(id)
    await done('correctMove', {
      move: moveTo(before, 'DORMANT'),
      version: before.version,
      effectiveOn: '2018-05-01',
      ...why,
    })
    const masked = await seen(id, 'analyst@awex.example')
    expect(masked.transitions.nodes.map((t: any) => t.correction?.reason ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(held(masked).at(-1)).toBe('2018-05-01 DORMANT')
  })
})

describe('a move learned of late', () => {
  it('goes in between, and reports as known before do not show it', async () => {
    const id = await deals.open({ openedOn: '2018-01-02' })
    await deals.move(id, 'NEGOTIATION', '2018-03-01')
    await deals.move(id, 'LOST', '2018-09-01', lostTo('NL'))
    const before = await seen(id)
    const then = await now()
    const late = { deal: id, version: before.version, to: 'DORMANT', effectiveOn: '2018-05-01', ...why }
    // out of its rest it cannot have been lost: it woke up first
    expect(await fault('recordEarlierMove', late)).toMatchObject({ code: 'STAGE_REFUSED' })
    const back = { ...late, to: 'CONTACTED' }
    await done('recordEarlierMove', back)
    expect(held(await seen(id))).toEqual([
      '2018-01-02 IDENTIFIED',
      '2018-03-01 NEGOTIATION',
      '2018-05-01 CONTACTED',
      '2018-09-01 LOST',
    ])
    expect(await status('2018-06-01')).toEqual(['CONTACTED'])
    expect(await status('2018-06-01', then)).toEqual(['NEGOTIATION'])
    expect(await status('2018-09-01')).toEqual(['LOST'])
  })

  it('is for what lies before the last move: moveDeal and recordEarlierMove send to each other', async () => {
    const id = await aDealAtRest()
    const { version } = await seen(id)
    expect(
      await fault('recordEarlierMove', {
        deal: id,
        version,
        to: 'CONTACTED',
        effectiveOn: '2018-06-01',
        ...why,
      }),
    ).toMatchObject({
      fields: [{ path: 'input.effectiveOn', code: 'AFTER_LAST_MOVE' }],
    })
    expect(
      await fault('moveDeal', { id, version, to: 'NEGOTIATION', effectiveOn: '2018-05-01' }),
    ).toMatchObject({
      fields: [{ path: 'input.effectiveOn', code: 'BEFORE_LAST_MOVE' }],
    })
  })
})

describe('behind the service’s back', () => {
  const insert = (sql: string, values: unknown[]) =>
    ancrage.owner.query(sql, values).then(
      () => 'done',
      (error) => error.message,
    )
  it('no correction breaks the chain', async () => {
    const id = await aDealAtRest()
    const before = await seen(id)
    const user = (await ancrage.owner.query('select id from "user" limit 1')).rows[0].id
    const retire = (move: string) =>
      insert(
        `insert into transition_correction (id, deal_id, transition_id, by_id, recorded_at) values (gen_random_uuid(), $1, $2, $3, now())`,
        [id, move, user],
      )
    expect(await retire(moveTo(before, 'CONTACTED'))).toMatch(/the one before ends at/)
    expect(await retire(moveTo(before, 'IDENTIFIED'))).toMatch(/the one before ends at/)
    const place = (days: string, at: number) =>
      insert(
        `insert into transition (id, deal_id, ordinal, place, from_stage, to_stage, effective_on, recorded_at, by_id, override)
         values (gen_random_uuid(), $1, 0, $4, 'DORMANT', 'NEGOTIATION', $2, now(), $3, true)`,
        [id, days, user, at],
      )
    expect(await place('2018-01-01', 9)).toMatch(/effective before/)
    expect(await place('2018-07-01', 2.5)).toMatch(/starts at|effective before/)
    expect(await seen(id)).toEqual(before)
  })
})

describe('a time in the team', () => {
  it('is noted afterwards, with its first and last day', async () => {
    const id = await aDealAtRest()
    await done('joinDeal', {
      deal: id,
      agency: 'liege-airport',
      role: 'SUPPORT',
      from: '2018-02-01',
      until: '2018-03-01',
    })
    expect((await seen(id)).team).toMatchObject([
      { agency: { code: 'awex' } },
      { agency: { code: 'liege-airport' }, until: '2018-03-01' },
    ])
    const again = { deal: id, agency: 'liege-airport', role: 'INFORMED', from: '2018-02-28' }
    expect(await fault('joinDeal', again)).toMatchObject({
      fields: [{ path: 'input.from', code: 'IN_TEAM_ALREADY' }],
    })
    await done('joinDeal', { ...again, from: '2018-03-01' })
  })

  it('is corrected, and a report as known then counts it as it was held', async () => {
    const id = await aDealAtRest()
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    const count = async (asOf: string, knownAt?: string) =>
      (
        await ancrage.get(
          head,
          'query ($asOf: Date, $knownAt: DateTime) { pipelineStatus(agency: "liege-airport", asOf: $asOf, knownAt: $knownAt) { total { deals } } }',
          { asOf, knownAt },
        )
      ).pipelineStatus.total.deals
    const member = (await seen(id)).team[1].id
    const then = await now()
    await done('correctMembership', { member, from: '2018-04-01', until: '2018-05-01', ...why })
    expect((await seen(id)).team[1]).toMatchObject({ from: '2018-04-01', until: '2018-05-01' })
    expect((await seen(id)).teamCorrections).toMatchObject([
      { from: '2018-02-01', until: null, reason: why.reason },
    ])
    expect([await count('2018-03-01'), await count('2018-03-01', then)]).toEqual([0, 1])
    expect([await count('2018-06-01'), await count('2018-06-01', then)]).toEqual([0, 1])
    expect([await count('2018-04-15'), await count('2018-04-15', then)]).toEqual([1, 1])
    await done('correctMembership', { member, withdrawn: true, ...why })
    expect((await seen(id)).team).toHaveLength(1)
    expect(await count('2018-04-15')).toBe(0)
  })

  it('that was never there is not seen any more', async () => {
    const id = await deals.open({ confidentiality: 'RESTRICTED', openedOn: '2018-01-02' })
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    expect(await seen(id, 'officer@liege-airport.example')).toMatchObject({ leadAgency: { code: 'awex' } })
    await done('correctMembership', { member: (await seen(id)).team[1].id, withdrawn: true, ...why })
    expect(await seen(id, 'officer@liege-airport.example')).toBeNull()
  })

  it('of the lead is corrected by its handover', async () => {
    const id = await aDealAtRest()
    const member = (await seen(id)).team[0].id
    expect(await fault('correctMembership', { member, from: '2018-01-03', ...why })).toMatchObject({
      fields: [{ code: 'LEAD_BY_HANDOVER' }],
    })
  })
})

describe('a handover', () => {
  const leads = (deal: any) =>
    deal.team.filter((m: any) => m.role === 'LEAD').map((m: any) => [m.agency.code, m.from, m.until])

  it.each([
    ['earlier', '2018-03-01'],
    ['later', '2018-05-20'],
  ])('is moved to %s, and the team with it', async (_, on) => {
    const id = await aDealAtRest()
    await deals.join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    const handover = (await seen(id)).handovers.nodes[0].id
    await done('correctHandover', { handover, on, ...why })
    const after = await seen(id)
    expect(leads(after)).toEqual([
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

  it('that never was gives the lead back', async () => {
    const id = await aDealAtRest()
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    expect((await seen(id)).leadAgency.code).toBe('liege-airport')
    await done('correctHandover', {
      handover: (await seen(id)).handovers.nodes[0].id,
      withdrawn: true,
      ...why,
    })
    const after = await seen(id)
    expect(after.leadAgency.code).toBe('awex')
    expect(leads(after)).toEqual([['awex', '2018-01-02', null]])
    expect(after.team).toHaveLength(1)
  })

  it('before which the lead was another’s is not moved to a day that does not fit', async () => {
    const id = await aDealAtRest()
    await deals.handOver(id, 'liege-airport', '2018-04-01')
    const handover = (await seen(id)).handovers.nodes[0].id
    expect(await fault('correctHandover', { handover, on: '2018-01-01', ...why })).toMatchObject({
      fields: [{ path: 'input.on', code: 'TOO_EARLY' }],
    })
    expect((await fault('correctHandover', { handover, on: '2018-04-02', ...why }, officer))!.code).toBe(
      'FORBIDDEN',
    )
  })
})

describe('a grading of a claim', () => {
  const grade =
    'mutation ($input: GradeClaimInput!) { gradeClaim(input: $input) { version standing grade { reliability } gradings { id standing gradedOn replacedBy { id } } } }'
  const claim = async () =>
    (
      await ancrage.get(
        head,
        'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id version } }',
        {
          input: {
            deal: await aDealAtRest(),
            statement: 'It comes',
            statedOn: '2018-02-01',
            source: { kind: 'PRESS' },
          },
        },
      )
    ).recordClaim

  it('learned of late lies before the later ones, which still hold', async () => {
    const { id } = await claim()
    await ancrage.get(head, grade, {
      input: { id, version: 1, standing: 'DENIED', gradedOn: '2018-05-01', ...why },
    })
    const { gradeClaim } = await ancrage.get(head, grade, {
      input: { id, version: 2, standing: 'CONFIRMED', gradedOn: '2018-03-01', ...why },
    })
    expect(gradeClaim).toMatchObject({ version: 3, standing: 'DENIED' })
  })

  it('that was wrong is replaced, and kept', async () => {
    const { id } = await claim()
    const first = await ancrage.get(head, grade, {
      input: { id, version: 1, standing: 'DENIED', gradedOn: '2018-05-01', ...why },
    })
    const wrong = first.gradeClaim.gradings[1].id
    const { gradeClaim } = await ancrage.get(head, grade, {
      input: { id, version: 2, standing: 'CONFIRMED', gradedOn: '2018-04-01', replaces: wrong, ...why },
    })
    expect(gradeClaim.standing).toBe('CONFIRMED')
    expect(gradeClaim.gradings.map((g: any) => [g.standing, g.replacedBy !== null])).toEqual([
      ['UNCONFIRMED', false],
      ['DENIED', true],
      ['CONFIRMED', false],
    ])
    const again = await ancrage.ask(head, grade, {
      input: { id, version: 3, standing: 'DENIED', replaces: wrong, ...why },
    })
    expect(again.errors![0]!.extensions.fields).toMatchObject([
      { path: 'input.replaces', code: 'REPLACED_ALREADY' },
    ])
  })
})
