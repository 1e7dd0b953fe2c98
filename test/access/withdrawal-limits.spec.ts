/** What a withdrawal or a correction must not do: hide a dispute, show what has an embargo, block other deals, change the past. */
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { createDealWithout } from '../deal-fixtures.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { runMutation } from './witnessed-deal.js'

const head = 'head@awex.example'
const reason = 'Entered by mistake'
const source = { kind: 'PRESS', name: 'Le Soir' }
const parties = [{ agency: 'awex' }, { name: 'A company' }]
let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
}, 60_000)
afterAll(() => ancrage.stop())

const write = (verb: string, input: object, selection = 'id version', email = head): Promise<any> =>
  runMutation(ancrage, verb, input, selection, email)
/** Returns the error code of a mutation; null if it succeeds. */
const codeOf = async (token: string, verb: string, input: object): Promise<string | null> => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`
  const { errors } = await ancrage.send(token, text, { input })
  return errors?.[0]?.extensions.code ?? null
}
const openDeal = (more = {}) =>
  write('openDeal', {
    ...{ codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-02', confidentiality: 'OPEN' },
    ...more,
  })
const versionOf = async (id: string): Promise<{ id: string; version: number }> =>
  (await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { id version } }', { id })).deal
const withdrawDeal = async (id: string) => {
  await write('withdrawDeal', { ...(await versionOf(id)), reason })
}

describe('a row of another agency', () => {
  it('is not withdrawn by the assignee of a task', async () => {
    const { id: deal } = await openDeal()
    await write('joinDeal', { deal, agency: 'liege-airport', role: 'INFORMED', from: '2018-01-03' }, 'id')
    const user = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'INTERNAL' })
    const task = await write('addTask', { title: 'Call', dueOn: '2018-02-01', deal, assignee: user.id })
    expect(await codeOf(user.token, 'withdrawTask', { ...task, reason })).toBe('FORBIDDEN')
    expect(await codeOf(user.token, 'completeTask', { ...task, on: '2018-02-01' })).toBeNull()
  })

  it('is withdrawn by the agency that recorded a claim, not by that of its agreement', async () => {
    const user = await createUser(ancrage, {
      agency: 'liege-airport',
      role: 'OFFICER',
      clearance: 'INTERNAL',
    })
    const draft = { kind: 'MOU', standing: 'DISCUSSED', title: 'Terms', parties, confidentiality: 'OPEN' }
    const agreement = await write('recordAgreement', draft)
    const input = { agreement: agreement.id, statement: 'They talk', statedOn: '2018-02-01', source }
    const text = 'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id version } }'
    const claim = (await ancrage.send(user.token, text, { input })).data.recordClaim
    const awex = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
    expect(await codeOf(awex.token, 'withdrawClaim', { ...claim, reason })).toBe('FORBIDDEN')
    expect(await codeOf(user.token, 'withdrawClaim', { ...claim, reason })).toBeNull()
  })
})

describe('what is also about a withdrawn deal', () => {
  const when = { from: '2030-02-06', to: '2030-02-06', precision: 'DAY' }
  const createShared = async () => {
    const [gone, kept] = [(await openDeal()).id as string, (await openDeal()).id as string]
    const deals = [gone, kept]
    const meeting = await write('planMeeting', { title: 'A talk', when, deals })
    const agreement = await write('recordAgreement', {
      ...{ kind: 'MOU', standing: 'DISCUSSED', title: 'Terms', parties, deals },
    })
    await withdrawDeal(gone)
    return { gone, kept, meeting, agreement }
  }

  it('can be edited, unlinked and withdrawn', async () => {
    const { gone, kept, meeting, agreement } = await createShared()
    const claim = await write('recordClaim', {
      ...{ agreement: agreement.id, statement: 'They talk', statedOn: '2018-02-01', source },
    })
    await write('gradeClaim', { ...claim, standing: 'CONFIRMED', gradedOn: '2018-02-02', reason: 'Heard' })
    for (const [verb, row, links] of [
      ['Meeting', meeting, 'deals { id }'],
      ['Agreement', agreement, 'deals { nodes { id } }'],
    ] as const) {
      const linked = await write(`update${verb}`, { ...row, title: 'Another' })
      const edited = await write(`update${verb}`, { ...linked, deals: [kept] }, `id version ${links}`)
      expect(edited.deals.nodes ?? edited.deals).toEqual([{ id: kept }])
      const { id, version } = edited
      const again = { id, version, deals: [gone, kept] }
      const awex = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
      expect(await codeOf(awex.token, `update${verb}`, again)).toBe('CONFLICT')
      await write(`withdraw${verb}`, { id, version, reason }, 'id')
    }
    const shared = await createShared()
    await write('withdrawMeeting', { ...shared.meeting, reason }, 'id')
    await write('withdrawAgreement', { ...shared.agreement, reason }, 'id')
  })

  it('gives the withdrawn deal no task', async () => {
    const gone = (await openDeal()).id
    const past = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }
    const meeting = await write('planMeeting', { title: 'A talk', when: past, deals: [gone] })
    await withdrawDeal(gone)
    const tasks = [{ title: 'Call', dueOn: '2030-03-01' }]
    await write('recordMeeting', { ...meeting, when: past, tasks })
    const { meetings } = await ancrage.run(
      head,
      'query ($id: ID!) { meetings(where: { id: { eq: $id } }) { nodes { tasks { nodes { deal { id } } } } } }',
      { id: meeting.id },
    )
    expect(meetings.nodes[0].tasks.nodes).toEqual([{ deal: null }])
  })
})

describe('a claim corrected twice', () => {
  it('stays in its dispute, whichever version was disputed', async () => {
    const deal = (await openDeal()).id
    const claim = { deal, statement: 'They come', statedOn: '2018-02-01', source }
    const first = await write('recordClaim', claim)
    const disputes = async (id: string) =>
      (await write('recordClaim', { ...claim, statement: 'No', statedOn: '2018-02-08', disputes: id })).id
    const denials = [await disputes(first.id)]
    const second = await write('correctClaim', { ...first, statedOn: '2018-02-06', reason })
    denials.push(await disputes(second.id))
    const selection = 'id version disputedBy { nodes { id } }'
    const third = await write('correctClaim', { ...second, statedOn: '2018-02-05', reason }, selection)
    expect(third.disputedBy.nodes.map(({ id }: any) => id).sort()).toEqual([...denials].sort())
    for (const week of ['2018-W05', '2018-W06']) {
      const { weeklySummary } = await ancrage.run(
        head,
        `{ weeklySummary(agency: "awex", week: "${week}") { disputes { claim { id } disputedBy { id } } } }`,
      )
      const expected =
        week === '2018-W05' ? [] : denials.map((id) => ({ claim: { id: third.id }, disputedBy: { id } }))
      expect(weeklySummary.disputes).toHaveLength(expected.length)
      expect(weeklySummary.disputes).toEqual(expect.arrayContaining(expected))
    }
  })

  it('shows its statement by none of its versions while an embargo runs', async () => {
    const deal = (await openDeal()).id
    const member = await createUser(ancrage, { agency: 'liege-airport', role: 'OFFICER', clearance: 'OPEN' })
    const outsider = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
    const word = 'Axolotl'
    const claim = { deal, source, statedOn: '2018-03-01' }
    const first = await write('recordClaim', { ...claim, statement: word })
    await write('recordClaim', { ...claim, statement: 'No', statedOn: '2018-03-07', disputes: first.id })
    const second = await write('correctClaim', { ...first, statedOn: '2018-03-05', reason })
    const third = await write('correctClaim', { ...second, statedOn: '2018-03-06', reason })
    const embargo = { until: '2190-01-01T00:00:00Z', embargoCircle: { users: [member.id] } }
    await write('embargoClaim', { id: third.id, version: third.version, ...embargo })
    await write('issueWeeklySummary', { agency: 'awex', week: '2018-W10' }, 'id')
    const query = `query ($deal: ID!) {
      withdrawn: claims(where: { withdrawnAt: { isNull: false }, deal: { id: { eq: $deal } } }) { nodes { statement } }
      claims(where: { deal: { id: { eq: $deal } } }) { nodes { statement } }
      history(subject: "${first.id}") { nodes { after } }
    }`
    const answerFor = async ({ token }: { token: string }) => {
      const { data, errors } = await ancrage.send(token, query, { deal })
      expect(errors).toBeUndefined()
      const headers = { authorization: `Bearer ${token}` }
      const issued = await fetch(`${ancrage.address}/summaries/awex/2018-W10/1.json`, { headers })
      expect(issued.status).toBe(200)
      return { ...data, issued: await issued.text() }
    }
    const whole = await answerFor(member)
    expect(whole.withdrawn.nodes).toHaveLength(2)
    expect(whole.issued).toContain(word)
    expect(JSON.stringify(await answerFor(outsider))).not.toContain(word)
  })
})

describe('with statements of its own, the role of the service', () => {
  let service: Client
  let token: Buffer
  beforeAll(async () => {
    service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
    await service.connect()
    const { signIn } = await ancrage.run(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: head, password: 'ancrage-demo' } },
    )
    token = tokenHash(signIn.token)
  })
  afterAll(() => service.end())
  const asHead = async (sql: string, values: unknown[], end = 'commit'): Promise<string> => {
    await service.query('begin')
    await service.query('select from authenticate_token($1)', [token])
    const code = await service.query(sql, values).then(
      () => 'done',
      ({ code }: DatabaseError) => code!,
    )
    await service.query(end)
    return code
  }
  const withdrawalOf = (column: string) =>
    `insert into withdrawal (id, ${column}, reason, by_id, recorded_at) values ($1, $2, 'x', viewer_id(), $3)`
  const rowOf = async (table: string, id: string) =>
    (await ancrage.owner.query(`select * from ${table} where id = $1`, [id])).rows[0]

  it('withdraws no row at another instant, and none again', async () => {
    const deal = (await openDeal()).id
    const { id } = await write('recordClaim', {
      deal,
      statement: 'They come',
      statedOn: '2018-02-01',
      source,
    })
    for (const instant of ['2018-02-01', '2090-01-01'])
      expect(await asHead(withdrawalOf('claim_id'), [randomUUID(), id, instant])).toBe('42501')
    await withdrawDeal(deal)
    const { withdrawn_at: withdrawnAt } = await rowOf('claim', id)
    await asHead(withdrawalOf('claim_id'), [randomUUID(), id, new Date(Date.now() + 5_000)])
    expect((await rowOf('claim', id)).withdrawn_at).toEqual(withdrawnAt)
  })

  it('edits no meeting, agreement or task without a trace, and dates no link back', async () => {
    const deal = (await openDeal()).id
    const when = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }
    const meeting = await write('recordMeeting', { title: 'Before', when, deals: [deal] })
    const draft = { kind: 'MOU', standing: 'DISCUSSED', title: 'Before', parties, deals: [deal] }
    const agreement = await write('recordAgreement', draft)
    const task = await write('addTask', { title: 'Call', dueOn: '2018-02-01', deal })
    const edits = {
      meeting: [meeting.id, "title = title || ' after'"],
      agreement: [agreement.id, "title = title || ' after'"],
      task: [task.id, 'due_on = due_on + 1'],
    } as const
    for (const [table, [id, change]] of Object.entries(edits))
      for (const clock of ['', ", updated_at = '2018-01-01'", ", updated_at = '2090-01-01'"]) {
        const { known_since: before } = await rowOf(table, id)
        await new Promise((resolve) => setTimeout(resolve, 5))
        expect(await asHead(`update ${table} set ${change}${clock} where id = $1`, [id])).toBe('done')
        const { known_since: after } = await rowOf(table, id)
        const { rows } = await ancrage.owner.query(
          `select 1 from ${table}_history where ${table}_id = $1 and known_since = $2 and replaced_at = $3`,
          [id, before, after],
        )
        expect([table, clock, rows.length]).toEqual([table, clock, 1])
        expect(Math.abs(after.getTime() - Date.now())).toBeLessThan(60_000)
      }
    const other = (await openDeal()).id
    const link = "insert into meeting_deal (meeting_id, deal_id, known_since) values ($1, $2, '2018-01-01')"
    expect(await asHead(link, [meeting.id, other])).toBe('done')
    const { rows } = await ancrage.owner.query<{ known_since: Date }>(
      'select known_since from meeting_deal where deal_id = $1',
      [other],
    )
    expect(rows[0]!.known_since.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('replaces no loss reason, capex or site at another instant', async () => {
    const { id: deal } = await createDealWithout(ancrage, null)
    const past = "'2018-01-01'"
    for (const table of ['loss_reason', 'loss_destination'])
      for (const instant of [past, "'2090-01-01'"])
        expect(await asHead(`update ${table} set replaced_at = ${instant} where deal_id = $1`, [deal])).toBe(
          '42501',
        )
    const added = `insert into loss_destination (id, deal_id, country, unknown, recorded_at, replaced_at)
      values ($1, $2, 'NL', false, ${past}, now())`
    expect(await asHead(added, [randomUUID(), deal])).toBe('42501')
    const verified = async () =>
      (await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { verification { valid } } }', { id: deal }))
        .deal.verification.valid
    expect(await verified()).toBe(true)
    const moved = `update location set standing = 'REJECTED', updated_at = ${past} where deal_id = $1`
    expect(await asHead(moved, [deal])).toBe('done')
    expect(await verified()).toBe(false)
    const capex =
      "update deal set capex_low = 7, capex_currency = 'EUR', capex_unknown = false, updated_at = '2090-01-01'"
    expect(await asHead(`${capex} where id = $1`, [deal])).toBe('done')
    const { rows } = await ancrage.owner.query<{ replaced_at: Date }>(
      'select replaced_at from capex_history where deal_id = $1',
      [deal],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.replaced_at.getTime()).toBeLessThan(Date.now() + 60_000)
  })

  /** Statements that record something about deal $2 with id $1 at instant $3, by table. */
  const recordings = {
    job_projection: `insert into job_projection (id, deal_id, kind, horizon, low, standing, stated_on, stated_when_from,
        stated_when_to, stated_when_precision, by_id, recorded_at)
      values ($1, $2, 'DIRECT', 'FULL', 5, 'REPORTED', '2018-02-01', '2018-02-01', '2018-02-01', 'DAY', viewer_id(), $3)`,
    claim: `insert into claim (id, deal_id, statement, stated_on, by_id, source_kind, source_name, standing, reliability,
        credibility, created_at, updated_at, recorded_at)
      values ($1, $2, 'They come', '2018-02-01', viewer_id(), 'PRESS', 'Le Soir', 'UNCONFIRMED', 'B', 2, now(), now(), $3)`,
    claim_grading: `insert into claim_grading (id, claim_id, ordinal, standing, reliability, credibility, graded_on, reason,
        by_id, recorded_at)
      select $1, c.id, 9, 'CONFIRMED', 'A', 1, '2018-02-02', 'Heard', viewer_id(), $3 from claim c where c.deal_id = $2`,
    transition: `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, by_id, recorded_at)
      select $1, id, 2, stage, 'CONTACTED', '2018-03-01', viewer_id(), $3 from deal where id = $2`,
    transition_correction: `insert into transition_correction (id, deal_id, transition_id, by_id, recorded_at)
      select $1, deal_id, id, viewer_id(), $3 from transition where deal_id = $2 and ordinal = 2`,
    handover: `insert into handover (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, recorded_at)
      select $1, $2, viewer_agency(), id, '2018-03-01', 'x', viewer_id(), $3 from agency where code = 'liege-airport'`,
    handover_correction: `insert into handover_correction (id, deal_id, handover_id, by_id, recorded_at)
      select $1, deal_id, id, viewer_id(), $3 from handover where deal_id = $2`,
    landing_verification: `insert into landing_verification (id, deal_id, by_id, recorded_at)
      values ($1, $2, viewer_id(), $3)`,
    deal_team: `insert into deal_team (id, deal_id, agency_id, role, from_day, recorded_at)
      select $1, $2, id, 'INFORMED', '2018-03-01', $3 from agency where code = 'liege-airport'`,
    deal_team_correction: `insert into deal_team_correction (id, deal_id, member_id, agency_id, role, from_day, recorded_at,
        by_id, corrected_at)
      select $1, deal_id, id, agency_id, role, from_day, recorded_at, viewer_id(), $3 from deal_team where deal_id = $2`,
  }

  it.each(Object.entries(recordings))('records no row of %s at another instant', async (table, statement) => {
    const { id: deal } =
      table === 'landing_verification'
        ? await createDealWithout(ancrage, 'verifiedLanding')
        : await openDeal()
    await write('recordClaim', { deal, statement: 'They come', statedOn: '2018-02-01', source })
    if (table === 'transition_correction')
      await write('moveDeal', { ...(await versionOf(deal)), to: 'CONTACTED', effectiveOn: '2018-02-01' })
    if (table === 'handover_correction')
      expect(await asHead(recordings.handover, [randomUUID(), deal, new Date()])).toBe('done')
    await ancrage.owner.query("update transition set recorded_at = '2018-01-02' where deal_id = $1", [deal])
    for (const instant of ['2018-02-01', '2090-01-01'])
      expect(await asHead(statement, [randomUUID(), deal, instant], 'rollback')).toBe('42501')
    expect(await asHead(statement, [randomUUID(), deal, new Date()], 'rollback')).toBe('done')
  })

  it('dates no membership back when it is changed', async () => {
    const deal = (await openDeal()).id
    for (const change of [
      "recorded_at = '2018-01-01'",
      "until_day = '2018-03-01', end_recorded_at = '2018-03-01'",
    ])
      expect(await asHead(`update deal_team set ${change} where deal_id = $1`, [deal])).toBe('23514')
    const ended = "update deal_team set until_day = '2018-03-01', end_recorded_at = now() where deal_id = $1"
    expect(await asHead(ended, [deal])).toBe('done')
  })
})
