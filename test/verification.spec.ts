/** The verification of a landing: who verifies what, and what makes it invalid. */
import { createDealWithout } from './deal-fixtures.js'
import { readAllText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const send = (verb: string, input: object, by = head, selection = 'id') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return ancrage.request(by, `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
}
const write = async (verb: string, input: object, by = head, selection = 'id') => {
  const { data, errors } = await send(verb, input, by, selection)
  expect(errors).toBeUndefined()
  return data[verb]
}
const read = async (id: string, by = head) =>
  (
    await ancrage.run(
      by,
      `query ($id: ID) { deal(id: $id) { version stage { code }
        verification { valid reasons note by { email } location { id version } projections { id } }
        locations { nodes { id version standing } } agreements { nodes { id version } }
        jobProjections { nodes { id } } missing(stage: LANDED) { code } } }`,
      { id },
    )
  ).deal

/** A LANDED deal, verified by the HEAD and moved by its officer. */
async function aLandedDeal(): Promise<string> {
  const deal = await createDealWithout(ancrage, null)
  for (const to of ['COMMITTED', 'LANDED'])
    await write(
      'moveDeal',
      { id: deal.id, version: (await read(deal.id)).version, to, effectiveOn: '2018-03-01' },
      officer,
    )
  return deal.id
}

type Change = (id: string) => Promise<unknown>
const realised = (id: string, low: number, more: object = {}) =>
  write(
    'projectJobs',
    {
      deal: id,
      kind: 'DIRECT',
      horizon: 'INITIAL',
      low,
      standing: 'REALISED',
      statedOn: '2018-03-02',
      source,
      ...more,
    },
    officer,
  )
const chosen = async (id: string) =>
  (await read(id)).locations.nodes.find(({ standing }: { standing: string }) => standing === 'CHOSEN')

const changes: [string, Change, string[]][] = [
  ['nothing', async () => undefined, []],
  [
    'another title',
    async (id) => write('updateDeal', { id, version: (await read(id)).version, title: 'Another' }, officer),
    [],
  ],
  ['a planned projection beside it', async (id) => realised(id, 900, { standing: 'REPORTED' }), []],
  [
    'other realised jobs in place of the verified ones',
    async (id) => realised(id, 480, { replaces: (await read(id)).jobProjections.nodes[0].id }),
    ['JOBS_CHANGED'],
  ],
  [
    'reported jobs in place of the verified ones',
    async (id) =>
      realised(id, 480, { standing: 'REPORTED', replaces: (await read(id)).jobProjections.nodes[0].id }),
    ['JOBS_CHANGED'],
  ],
  ['more realised jobs', async (id) => realised(id, 5, { kind: 'INDIRECT' }), ['JOBS_CHANGED']],
  [
    'another standing of the site',
    async (id) => {
      const { id: location, version } = await chosen(id)
      return write('updateLocation', { id: location, version, standing: 'REJECTED', reason: 'Sold' })
    },
    ['SITE_CHANGED'],
  ],
  [
    'another standing of the site and back',
    async (id) => {
      const { id: location, version } = await chosen(id)
      await write('updateLocation', { id: location, version, standing: 'REJECTED', reason: 'Sold' })
      return write('updateLocation', {
        id: location,
        version: version + 1,
        standing: 'CHOSEN',
        reason: 'Not sold',
      })
    },
    ['SITE_CHANGED'],
  ],
  [
    'another chosen site',
    async (id) => {
      const site = await write('createSite', { name: 'Another site', kind: 'GREENFIELD' })
      return write('addLocation', { deal: id, site: site.id, standing: 'CHOSEN', reason: 'A second plot' })
    },
    ['SITE_CHANGED'],
  ],
  [
    'the end of the agreement',
    async (id) =>
      write('updateAgreement', {
        ...(await read(id)).agreements.nodes[0],
        standing: 'ENDED',
        endedOn: '2018-03-05',
      }),
    ['AGREEMENT_CHANGED'],
  ],
  [
    'an agreement that is no longer about the deal',
    async (id) =>
      write('updateAgreement', { ...(await read(id)).agreements.nodes[0], deals: [], widensAccess: true }),
    ['AGREEMENT_CHANGED'],
  ],
  [
    'the verifier as officer',
    async (id) =>
      write('updateDeal', {
        ...{ id, version: (await read(id)).version },
        officer: (await ancrage.run(head, '{ viewer { id } }')).viewer.id,
      }),
    ['FOUR_EYES'],
  ],
]

describe('a verification', () => {
  it.each(changes)(
    'after %s is valid, or says why not and requests a new one',
    async (_, change, reasons) => {
      const id = await aLandedDeal()
      expect((await read(id)).verification).toMatchObject({ valid: true, reasons: [], by: { email: head } })
      await change(id)
      const after = await read(id)
      expect(after.verification).toMatchObject({ valid: reasons.length === 0, reasons })
      const missing = after.missing.map(({ code }: { code: string }) => code)
      expect(missing.includes('verifiedLanding')).toBe(reasons.length > 0)
    },
  )

  it('stores the site and the jobs that it verified', async () => {
    const id = await aLandedDeal()
    const { verification, locations, jobProjections } = await read(id)
    expect(verification).toMatchObject({
      location: { id: locations.nodes[0].id },
      projections: [{ id: jobProjections.nodes[0].id }],
    })
  })

  it('is refused while another fact is missing, and names it', async () => {
    const deal = await createDealWithout(ancrage, 'chosenSite')
    const { errors } = await send('verifyLanding', { id: deal.id })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'STAGE_REFUSED',
      missing: [{ code: 'chosenSite' }],
    })
    const { openDeal } = await ancrage.run(
      officer,
      'mutation { openDeal(input: { codeName: "Lotus", title: "Empty" }) { id } }',
    )
    expect((await send('verifyLanding', openDeal)).errors?.[0]?.extensions.code).toBe('STAGE_REFUSED')
  })

  it('is refused to the officer and to the user who moved the deal to LANDED', async () => {
    const deal = await createDealWithout(ancrage, null)
    const moves = { id: deal.id, override: true, reason: 'For the test', effectiveOn: '2018-03-01' }
    for (const to of ['COMMITTED', 'LANDED'])
      await write('moveDeal', { ...moves, version: (await read(deal.id)).version, to })
    const { errors } = await send('verifyLanding', { id: deal.id })
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
  })

  it('that became invalid is in the summary of that week, live and issued, in words', async () => {
    const id = await aLandedDeal()
    await realised(id, 480, { replaces: (await read(id)).jobProjections.nodes[0].id })
    const { rows } = await ancrage.owner.query<{ week: string }>(
      `select to_char(now() at time zone 'Europe/Brussels', 'IYYY-"W"IW') as week`,
    )
    const { week } = rows[0]!
    const { weeklySummary } = await ancrage.run(
      head,
      'query ($week: IsoWeek!) { weeklySummary(agency: "awex", week: $week) { attention { code facts deal { id } } } }',
      { week },
    )
    expect(weeklySummary.attention).toContainEqual({
      code: 'VERIFICATION_INVALID',
      facts: ['verifiedLanding'],
      deal: { id },
    })
    await write('issueWeeklySummary', { agency: 'awex', week })
    const { signIn } = await ancrage.run(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: head, password: 'ancrage-demo' } },
    )
    for (const path of [`/summaries/awex/${week}.html`, `/summaries/awex/${week}/1.html`]) {
      const response = await fetch(`${ancrage.address}${path}`, {
        headers: { authorization: `Bearer ${signIn.token}` },
      })
      const { status, headers } = response
      const text = await readAllText({ status, headers, body: Buffer.from(await response.arrayBuffer()) })
      expect(text).toContain('a new verification is needed')
    }
  })
})

describe('what a weekly summary reports of a verification', () => {
  /** The deals whose verification is reported as invalid in a past week, as known at its end. */
  const reportedIn = async (monday: string): Promise<string[]> => {
    const { rows } = await ancrage.owner.query<{ week: string; end: string }>(
      `select to_char($1::date, 'IYYY-"W"IW') as week, ($1::date + 7)::timestamptz::text as end`,
      [monday],
    )
    const query =
      'query ($week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: "awex", week: $week, knownAt: $knownAt) { attention { code deal { id } } } }'
    const knownAt = new Date(rows[0]!.end).toISOString()
    const { weeklySummary } = await ancrage.run(head, query, { week: rows[0]!.week, knownAt })
    return weeklySummary.attention
      .filter(({ code }: { code: string }) => code === 'VERIFICATION_INVALID')
      .map(({ deal }: { deal: { id: string } }) => deal.id)
  }
  /** Dates everything that was recorded about a deal to a day. */
  const recordOn = async (id: string, day: string, tables: string[]) => {
    await ancrage.owner.query(`set session_replication_role = replica`)
    for (const table of [...tables, 'deal_team'])
      await ancrage.owner.query(
        `update "${table}" set recorded_at = $2::timestamptz + (recorded_at - date_trunc('day', recorded_at)) / 24 where deal_id = $1`,
        [id, `${day} 08:00:00+00`],
      )
    for (const [table, key] of [
      ['agreement', 'id'],
      ['agreement_deal', 'agreement_id'],
    ])
      await ancrage.owner.query(
        `update ${table} set known_since = $2 where ${key} in (select agreement_id from agreement_deal where deal_id = $1)`,
        [id, `${day} 07:00:00+00`],
      )
    await ancrage.owner.query(`set session_replication_role = origin`)
  }
  const everyTable = ['transition', 'landing_verification', 'location_history', 'job_projection']

  it('does not follow the officer of a later week', async () => {
    const id = await aLandedDeal()
    await recordOn(id, '2018-03-06', everyTable)
    expect(await reportedIn('2018-03-05')).not.toContain(id)
    const { viewer } = await ancrage.run(head, '{ viewer { id } }')
    await write('updateDeal', { id, version: (await read(id)).version, officer: viewer.id })
    expect((await read(id)).verification).toMatchObject({ valid: false, reasons: ['FOUR_EYES'] })
    expect(await reportedIn('2018-03-05')).not.toContain(id)
  })

  it('stays as known then after the deal was reopened', async () => {
    const id = await aLandedDeal()
    await recordOn(id, '2018-03-06', everyTable)
    await realised(id, 480, { replaces: (await read(id)).jobProjections.nodes[0].id })
    await ancrage.owner.query(`set session_replication_role = replica`)
    await ancrage.owner.query(
      `update job_projection set recorded_at = '2018-03-07' where deal_id = $1 and replaces_id is not null`,
      [id],
    )
    await ancrage.owner.query(`set session_replication_role = origin`)
    expect(await reportedIn('2018-03-05')).toContain(id)
    expect(await reportedIn('2018-02-26')).not.toContain(id)
    const move = { id, to: 'COMMITTED', reason: 'Called off', effectiveOn: '2018-03-20' }
    await write('moveDeal', { ...move, version: (await read(id)).version })
    expect(await reportedIn('2018-03-05')).toContain(id)
  })
})

describe('the chosen site of a LANDED deal', () => {
  it('is corrected by a HEAD with a reason only', async () => {
    const id = await aLandedDeal()
    const { id: location, version } = await chosen(id)
    const input = { id: location, version, standing: 'REJECTED' }
    expect(
      (await send('updateLocation', { ...input, reason: 'Sold' }, officer)).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN')
    expect((await send('updateLocation', input)).errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'input.reason', code: 'NEEDED' },
    ])
    await write('updateLocation', { ...input, reason: 'Sold' })
    const { history } = await ancrage.run(
      head,
      'query ($id: ID!) { history(subject: $id, first: 1) { nodes { verb after } } }',
      { id: location },
    )
    expect(history.nodes).toMatchObject([{ after: { standing: 'REJECTED', reason: 'Sold' } }])
  })

  it('may be changed by its officer before the deal is LANDED', async () => {
    const deal = await createDealWithout(ancrage, null)
    const { id, version } = await chosen(deal.id)
    await write('updateLocation', { id, version, standing: 'REJECTED' }, officer)
  })
})
