/** What was entered by mistake is withdrawn with a reason: it leaves figures and lists, and reports known before stay. */
import { dealClient, type DealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText, readPdfText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const reason = 'Entered on the wrong deal'
let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const write = async (verb: string, input: object, selection = 'id', email = head) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, text, { input }))[verb]
}
const refusal = async (verb: string, input: object, email = head) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`
  return (await ancrage.request(email, text, { input })).errors?.[0]
}
/** Returns the present instant, after which a write is recorded later. */
const currentInstant = async (): Promise<string> => {
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return at
}

describe('a withdrawn job projection', () => {
  const figures = async (knownAt: string | null) => {
    const { pipelineStatus, weeklySummary, dealStats } = await ancrage.run(
      head,
      `query ($knownAt: DateTime) {
        pipelineStatus(asOf: "2018-02-04", knownAt: $knownAt) { total { jobs { low realised dealsWithout } } }
        weeklySummary(agency: "awex", week: "2018-W05", knownAt: $knownAt) {
          closing { jobs { low realised dealsWithout } } projections { id }
        }
        dealStats(groupBy: [], measures: [JOBS_LOW], asOf: "2018-02-04", knownAt: $knownAt) { values { exact } }
      }`,
      { knownAt },
    )
    expect(weeklySummary.closing).toEqual(pipelineStatus.total)
    return {
      jobs: pipelineStatus.total.jobs,
      stat: dealStats[0].values[0].exact,
      news: weeklySummary.projections.map(({ id }: { id: string }) => id),
    }
  }

  it('leaves every figure and list, and what it replaced holds again', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const first = await deals.project(deal, { low: 50, statedOn: '2018-01-30' })
    const before = await figures(null)
    const mistake = await deals.project(deal, { low: 4000, statedOn: '2018-02-01', replaces: first })
    const then = await currentInstant()
    const counted = await figures(null)
    expect(counted.jobs.low).toBe(4000)

    const withdrawn = await write(
      'withdrawJobProjection',
      { id: mistake, reason },
      'withdrawnAt withdrawal { reason by { email } at } replaces { replacedBy { id } }',
    )
    expect(withdrawn).toEqual({
      withdrawnAt: expect.any(String),
      withdrawal: { reason, by: { email: head }, at: withdrawn.withdrawnAt },
      replaces: { replacedBy: null },
    })

    expect(await figures(null)).toEqual(before)
    expect(await figures(then)).toEqual(counted)
    const list = async (where: object) =>
      (
        await ancrage.run(
          head,
          'query ($where: JobProjectionWhere) { jobProjections(where: $where) { totalCount nodes { id } } }',
          { where: { deal: { id: { eq: deal } }, ...where } },
        )
      ).jobProjections.nodes.map(({ id }: { id: string }) => id)
    expect(await list({})).toEqual([first])
    expect(await list({ withdrawnAt: { isNull: false } })).toEqual([mistake])
    const { deal: read, jobProjectionStats } = await ancrage.run(
      head,
      `query ($id: ID!) {
        deal(id: $id) { currentProjection { id withdrawnAt withdrawal { id } corrects { id } } jobProjections { totalCount } timeline { nodes { kind } } missing(stage: NEGOTIATION) { code } }
        jobProjectionStats(groupBy: [KIND], measures: [STATEMENTS, REPLACED], superseded: true) { values { number } }
      }`,
      { id: deal },
    )
    expect(read.currentProjection.id).toBe(first)
    expect(read.jobProjections.totalCount).toBe(1)
    expect(read.timeline.nodes.filter(({ kind }: { kind: string }) => kind === 'JOBS_STATED')).toHaveLength(1)
    expect(jobProjectionStats).toEqual([{ values: [{ number: 1 }, { number: 0 }] }])
  })

  it('shows no fact, takes no change, and is withdrawn once', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const mistake = await deals.project(deal, { low: 30 })
    const missing = async () =>
      (
        await ancrage.run(
          head,
          'query ($id: ID!) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }',
          {
            id: deal,
          },
        )
      ).deal.missing.map(({ code }: { code: string }) => code)
    expect(await missing()).not.toContain('jobProjection')
    await write('withdrawJobProjection', { id: mistake, reason })
    expect(await missing()).toContain('jobProjection')
    expect((await refusal('withdrawJobProjection', { id: mistake, reason }))?.extensions.code).toBe(
      'CONFLICT',
    )
    const error = await refusal('projectJobs', {
      ...{ deal, kind: 'DIRECT', horizon: 'FULL', low: 3, standing: 'REPORTED', statedOn: '2018-02-01' },
      ...{ source: { kind: 'PRESS' }, replaces: mistake },
    })
    expect(error?.extensions.fields).toEqual([
      expect.objectContaining({ path: 'input.replaces', code: 'WITHDRAWN' }),
    ])
  })

  it('shows its reason only to viewers who see the deal in full, and is withdrawn by its team only', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', confidentiality: 'INTERNAL' })
    const id = await deals.project(deal, { low: 30 })
    const outsider = 'head@liege-airport.example'
    expect((await refusal('withdrawJobProjection', { id, reason }, outsider))?.extensions.code).toBe(
      'FORBIDDEN',
    )
    await write('withdrawJobProjection', { id, reason })
    const { jobProjections } = await ancrage.run(
      outsider,
      `{ jobProjections(where: { withdrawnAt: { isNull: false }, deal: { id: { eq: "${deal}" } } }) { nodes { id withdrawal { reason } } } }`,
    )
    expect(jobProjections.nodes).toEqual([{ id, withdrawal: null }])
  })

  it('makes a verification of its landing invalid', async () => {
    const { createDealWithout } = await import('./deal-fixtures.js')
    const { id: deal } = await createDealWithout(ancrage, null)
    const query = 'query ($id: ID!) { deal(id: $id) { verification { valid reasons projections { id } } } }'
    const read = async () => (await ancrage.run(head, query, { id: deal })).deal.verification
    const { valid, projections } = await read()
    expect(valid).toBe(true)
    await write('withdrawJobProjection', { id: projections[0].id, reason })
    expect(await read()).toMatchObject({ valid: false, reasons: ['JOBS_CHANGED'] })
  })
})

/** Returns how a list reads, as ids. */
const idsOf = async (list: string, where?: object): Promise<string[]> => {
  const type = `${{ deals: 'Deal', claims: 'Claim', tasks: 'Task', jobProjections: 'JobProjection' }[list]!}Where`
  const answer = await ancrage.run(
    head,
    `query ($where: ${type}) { ${list}(where: $where, first: 100) { nodes { id } } }`,
    { where },
  )
  return answer[list].nodes.map(({ id }: { id: string }) => id)
}
const versionOf = async (deal: string): Promise<number> =>
  (await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: deal })).deal.version
const week =
  'query ($week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: "awex", week: $week, knownAt: $knownAt) '
const thisWeek = async (): Promise<string> => {
  const { rows } = await ancrage.owner.query<{ week: string }>(
    `select to_char(now() at time zone 'Europe/Brussels', 'IYYY-"W"IW') as week`,
  )
  return rows[0]!.week
}

describe('a withdrawn deal', () => {
  const status = async (knownAt: string | null) => {
    const answer = await ancrage.run(
      head,
      `query ($knownAt: DateTime) {
        pipelineStatus(asOf: "2019-02-28", knownAt: $knownAt, where: { codeName: { startsWith: "Twice" } }) {
          total { deals jobs { low } } stages { deals { nodes { id } } }
        }
        dealStats(groupBy: [], measures: [DEALS], asOf: "2019-02-28", knownAt: $knownAt, where: { codeName: { startsWith: "Twice" } }) {
          values { number } where
        }
        weeklySummary(agency: "awex", week: "2019-W09", knownAt: $knownAt) { closing { deals } }
      }`,
      { knownAt },
    )
    return {
      ...answer.pipelineStatus.total,
      ids: answer.pipelineStatus.stages.flatMap(({ deals }: any) => deals.nodes.map(({ id }: any) => id)),
      counted: answer.dealStats[0]?.values[0].number ?? 0,
      closing: answer.weeklySummary.closing.deals,
      where: answer.dealStats[0]?.where,
    }
  }

  it('leaves figures, lists and search with what belongs to it, and figures known before stay', async () => {
    const kept = await deals.open({ openedOn: '2019-02-01', codeName: 'Twice kept' })
    const once = await status(null)
    const mistake = await deals.open({ openedOn: '2019-02-01', codeName: 'Twice opened' })
    const projection = await deals.project(mistake, { low: 70, statedOn: '2019-02-05' })
    const claim = await write('recordClaim', {
      ...{
        deal: mistake,
        statement: 'They come to Zwevegem',
        statedOn: '2019-02-05',
        source: { kind: 'PRESS' },
      },
    })
    const task = await write('addTask', { title: 'Call them', dueOn: '2019-02-10', deal: mistake })
    const then = await currentInstant()
    const twice = await status(null)
    expect(twice).toMatchObject({ deals: 2, ids: expect.arrayContaining([kept, mistake]), counted: 2 })

    await write('withdrawDeal', { id: mistake, version: await versionOf(mistake), reason: 'Opened twice' })

    expect(await status(null)).toEqual(once)
    expect(await status(then)).toMatchObject({ ...twice, where: expect.anything() })
    expect((await idsOf('deals', (await status(then)).where)).sort()).toEqual([kept, mistake].sort())
    expect(await idsOf('deals')).not.toContain(mistake)
    expect(await idsOf('deals', { withdrawnAt: { isNull: false } })).toEqual([mistake])
    expect(await idsOf('claims')).not.toContain(claim.id)
    expect(await idsOf('tasks')).not.toContain(task.id)
    expect(await idsOf('jobProjections')).not.toContain(projection)
    const { found, opened, deal } = await ancrage.run(
      head,
      `query ($id: ID!) {
        found: search(text: "Zwevegem") { id } opened: search(text: "Twice opened") { id }
        deal(id: $id) { withdrawal { reason } claims(where: { withdrawnAt: { isNull: false } }) { nodes { withdrawal { reason } } } }
      }`,
      { id: mistake },
    )
    expect(found).toEqual([])
    expect(opened.map(({ id }: any) => id)).not.toContain(mistake)
    expect(deal).toEqual({
      withdrawal: { reason: 'Opened twice' },
      claims: { nodes: [{ withdrawal: { reason: 'Opened twice' } }] },
    })
    const edit = { id: mistake, version: await versionOf(mistake), title: 'Another title' }
    expect((await refusal('updateDeal', edit))?.extensions.code).toBe('CONFLICT')
    expect(
      (await refusal('addTask', { title: 'Call', dueOn: '2019-03-01', deal: mistake }))?.extensions.code,
    ).toBe('CONFLICT')
    for (const view of ['deals', 'team', 'transitions', 'projections', 'claims']) {
      const { rows } = await ancrage.owner.query(
        `select 1 from analytics.${view} where ${view === 'deals' ? 'id' : 'deal_id'} = $1`,
        [mistake],
      )
      expect([view, rows]).toEqual([view, []])
    }
  })

  it('is withdrawn by a HEAD of the lead agency only', async () => {
    const deal = await deals.open({ openedOn: '2019-02-01', confidentiality: 'OPEN' })
    const input = { id: deal, version: 1, reason: 'Opened twice' }
    expect((await refusal('withdrawDeal', input, 'officer@awex.example'))?.extensions.code).toBe('FORBIDDEN')
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2019-02-01')
    expect((await refusal('withdrawDeal', input, 'head@liege-airport.example'))?.extensions.code).toBe(
      'FORBIDDEN',
    )
  })
})

describe('a mistake is mended in one call', () => {
  const source = { kind: 'PRESS' }
  const claimInput = (deal: string) => ({
    deal,
    statement: 'They are coming',
    statedOn: '2019-03-05',
    source,
  })
  const news = async (knownAt: string | null = null) =>
    (
      await ancrage.run(
        head,
        `${week}{ rumours { id } facts { id } denied { id } projections { id } disputes { claim { id } disputedBy { id } } } }`,
        {
          ...{ week: '2019-W10', knownAt },
        },
      )
    ).weeklySummary

  it('a claim on the wrong deal is no news, and no retraction', async () => {
    const deal = await deals.open({ openedOn: '2019-03-01' })
    const claim = await write('recordClaim', claimInput(deal), 'id version')
    const then = await currentInstant()
    expect((await news()).rumours).toEqual([{ id: claim.id }])
    await write('withdrawClaim', { ...claim, reason })
    expect(await news()).toMatchObject({ rumours: [], denied: [] })
    expect((await news(then)).rumours).toEqual([{ id: claim.id }])
    expect(
      (await refusal('gradeClaim', { ...claim, version: 2, standing: 'DENIED', reason }))?.extensions.code,
    ).toBe('CONFLICT')
  })

  it('a claim with the wrong day moves to its week, with its gradings and disputes', async () => {
    const deal = await deals.open({ openedOn: '2019-03-01' })
    const claim = await write('recordClaim', { ...claimInput(deal), statedOn: '2019-02-12' }, 'id version')
    const denial = await write('recordClaim', { ...claimInput(deal), statement: 'No', disputes: claim.id })
    await write('gradeClaim', {
      ...claim,
      standing: 'CONFIRMED',
      gradedOn: '2019-03-06',
      reason: 'They said so',
    })
    const corrected = await write(
      'correctClaim',
      { id: claim.id, version: 2, statedOn: '2019-03-04', reason: 'The paper of Monday' },
      'id statedOn standing corrects { id withdrawnAt } gradings { standing gradedOn } disputedBy { nodes { id } }',
    )
    expect(corrected).toEqual({
      ...{ id: expect.any(String), statedOn: '2019-03-04', standing: 'CONFIRMED' },
      corrects: { id: claim.id, withdrawnAt: expect.any(String) },
      gradings: [
        { standing: 'UNCONFIRMED', gradedOn: '2019-03-04' },
        { standing: 'CONFIRMED', gradedOn: '2019-03-06' },
      ],
      disputedBy: { nodes: [{ id: denial.id }] },
    })
    const { facts, disputes } = await news()
    // what is in an open dispute is listed as a dispute only
    expect(facts).toEqual([])
    expect(disputes).toEqual([{ claim: { id: corrected.id }, disputedBy: { id: denial.id } }])
  })

  it('jobs with a day too early count from the right day only', async () => {
    const deal = await deals.open({ openedOn: '2019-03-01', codeName: 'Early' })
    const id = await deals.project(deal, { low: 12, statedOn: '2019-01-02' })
    const jobsOn = async (asOf: string) =>
      (
        await ancrage.run(
          head,
          'query ($asOf: Date) { pipelineStatus(asOf: $asOf, where: { codeName: { eq: "Early" } }) { total { jobs { low } } } }',
          { asOf },
        )
      ).pipelineStatus.total.jobs.low
    expect(await jobsOn('2019-03-02')).toBe(12)
    const corrected = await write('correctJobProjection', {
      id,
      statedOn: '2019-03-05',
      reason: 'Another day',
    })
    expect([await jobsOn('2019-03-02'), await jobsOn('2019-03-05')]).toEqual([0, 12])
    expect((await news()).projections).toEqual([corrected])
  })

  it('a location shows no fact, and a stake makes no group', async () => {
    const deal = await deals.open({ openedOn: '2019-03-01' })
    const location = await write(
      'addLocation',
      { deal, town: 'Lille', country: 'FR', standing: 'CANDIDATE', since: '2019-03-02' },
      'id version',
    )
    await write('withdrawLocation', { ...location, reason })
    const [holder, held] = [
      (await write('createProspect', { name: 'Holder' })).id,
      (await write('createProspect', { name: 'Held' })).id,
    ]
    const stake = await write('recordStake', { holder, held, percent: '51' }, 'id version')
    await write('withdrawStake', { ...stake, reason })
    const again = await write('recordStake', { holder, held, percent: '100' })
    await write('withdrawStake', { id: again.id, version: 1, reason })
    const { deal: read, prospect } = await ancrage.run(
      head,
      `query ($deal: ID!, $holder: ID!) {
        deal(id: $deal) { locations { totalCount } missing(stage: SHORTLISTED) { code } }
        prospect(id: $holder) { group { prospect { id } } stakesHeld { totalCount } }
      }`,
      { deal, holder },
    )
    expect(read.locations.totalCount).toBe(0)
    expect(read.missing.map(({ code }: any) => code)).toContain('competingLocations')
    expect(prospect).toEqual({ group: [], stakesHeld: { totalCount: 0 } })
  })

  it('the week lists what was withdrawn in it, with the reason for those who see the row in full', async () => {
    const deal = await deals.open({ openedOn: '2019-03-01', confidentiality: 'INTERNAL' })
    await deals.join(deal, 'liege-airport', 'INFORMED', '2019-03-01')
    const id = await deals.project(deal, { low: 12, statedOn: '2019-03-05' })
    const before = await currentInstant()
    await write('withdrawJobProjection', { id, reason })
    const read = async (knownAt: string | null) =>
      (
        await ancrage.run(
          head,
          `${week}{ withdrawn { kind at withdrawal { reason by { email } } jobProjection { id low } claim { id } } } }`,
          { week: await thisWeek(), knownAt },
        )
      ).weeklySummary.withdrawn.filter(({ jobProjection }: any) => jobProjection?.id === id)
    expect(await read(before)).toEqual([])
    expect(await read(null)).toEqual([
      {
        ...{ kind: 'JOB_PROJECTION', at: expect.any(String), withdrawal: { reason, by: { email: head } } },
        ...{ jobProjection: { id, low: 12 }, claim: null },
      },
    ])
  })

  it('documents have it as an annex, live and issued, without the reason where the reader sees the row masked', async () => {
    const deal = await deals.open({ openedOn: '2019-04-01', confidentiality: 'INTERNAL', codeName: 'Iris' })
    const id = await deals.project(deal, { low: 12, high: 13, statedOn: '2019-04-05' })
    const location = await write(
      'addLocation',
      { deal, town: 'Venlo', country: 'NL', standing: 'CANDIDATE', since: '2019-04-06' },
      'id version',
    )
    await write('withdrawJobProjection', { id, reason: 'Of another company' })
    await write('withdrawLocation', { ...location, reason: 'Of another file' })
    const name = await thisWeek()
    const fetchDocument = createDocumentFetch(ancrage)
    const read = async (email: string, path: string) => {
      const { withdrawn } = JSON.parse((await fetchDocument(email, path)).body.toString())
      return withdrawn.filter((line: any) => line.deal === deal)
    }
    const on = expect.stringMatching(/^\d{4}-\d\d-\d\d$/)
    const masked = {
      ...{ what: 'JOB_PROJECTION', deal, on, text: null },
      jobs: {
        ...{ kind: 'DIRECT', horizon: 'FULL', standing: 'REPORTED', low: 12, high: 13 },
        ...{ on: '2019-04-05', when: null },
      },
    }
    const all = [
      { ...masked, jobs: { ...masked.jobs, horizon: expect.any(String) }, reason: 'Of another company' },
      { what: 'LOCATION', deal, on, text: 'Venlo (NL)', jobs: null, reason: 'Of another file' },
    ]
    expect(await read(head, `awex/${name}.json`)).toEqual(all)
    expect(await read('head@michel.example', `awex/${name}.json`)).toEqual([
      { ...masked, jobs: all[0]!.jobs },
    ])
    const { revision } = await write('issueWeeklySummary', { agency: 'awex', week: name }, 'revision')
    expect(await read(head, `awex/${name}/${revision}.json`)).toEqual(all)
    expect(await read('head@michel.example', `awex/${name}/${revision}.json`)).toEqual([
      { ...masked, jobs: all[0]!.jobs },
    ])
    const titles = { en: 'Withdrawn this week', fr: 'Retiré cette semaine', nl: 'Deze week ingetrokken' }
    for (const [language, title] of Object.entries({ ...titles, de: 'In dieser Woche zurückgezogen' })) {
      const path = `awex/${name}/${revision}`
      const text = readHtmlText((await fetchDocument(head, `${path}.html?lang=${language}`)).body)
      expect(text).toContain(title)
      expect(text).toContain('Of another company')
      expect(text).toContain('Venlo (NL)')
    }
    const csv = (await fetchDocument(head, `awex/${name}/${revision}.csv`)).body.toString()
    expect(csv).toContain('Of another file')
    expect(await readPdfText((await fetchDocument(head, `awex/${name}/${revision}.pdf`)).body)).toContain(
      'Of another file',
    )
  })
})
