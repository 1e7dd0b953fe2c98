import { Pool, type Client } from 'pg'
import { serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import type { WeeklyContent } from '../src/weekly/content.js'
import { readSummary } from '../src/weekly/summary-query.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const cabinet = 'cabinet@jeholet.example'
const issue = `mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id week revision sha256 reason address issuedBy { email } } }`
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { token } }`

let ancrage: TestService
let pool: Pool
beforeEach(async () => {
  ancrage = await startTestService({ demo: true })
  pool = new Pool({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url), max: 2 })
}, 60_000)
afterEach(async () => {
  await pool.end()
  await ancrage.stop()
})

const issueSummary = async (week: string, more = {}, by = head) =>
  (await ancrage.run(by, issue, { input: { agency: 'awex', week, ...more } })).issueWeeklySummary
const errorOf = async (week: string, more = {}, by = head) =>
  (await ancrage.request(by, issue, { input: { agency: 'awex', week, ...more } })).errors?.[0]?.extensions

const tokenOf = async (email: string): Promise<Buffer> => {
  const { signIn: session } = await ancrage.run(null, signIn, { input: { email, password: 'ancrage-demo' } })
  return tokenHash(session.token)
}
const readIssued = async (by: string, id: string): Promise<WeeklyContent> => {
  const { rows } = await ancrage.owner.query<{ week: string; revision: number }>(
    'select week, revision from weekly_summary where id = $1',
    [id],
  )
  return readContent(by, rows[0]!)
}
const readContent = async (
  by: string,
  { week, revision }: { week: string; revision: number | null },
): Promise<WeeklyContent> =>
  (await readSummary(pool, await tokenOf(by), { agency: 'awex', period: week, revision })).content!
/** Returns the content without what depends on the instant of reading. */
const stableContent = ({ knownAt: _, issue: __, ...content }: WeeklyContent) => content

const findDeal = async (codeName: string) =>
  (
    await ancrage.run(
      head,
      'query ($name: String) { deals(where: { codeName: { eq: $name } }) { nodes { id version transitions(where: { holds: { eq: true } }, orderBy: [{ place: DESC }]) { nodes { id } } } } }',
      { name: codeName },
    )
  ).deals.nodes[0]
/** Corrects the commitment of Cainiao to a day one week later. */
const correctCommitment = async () => {
  const { version, transitions } = await findDeal('Plume')
  await ancrage.run(
    'head@liege-airport.example',
    'mutation ($input: CorrectMoveInput!) { correctMove(input: $input) { id } }',
    {
      input: {
        move: transitions.nodes[0].id,
        version,
        effectiveOn: '2018-06-05',
        reason: 'Signed on paper a week later',
      },
    },
  )
}
const updateDeal = async (codeName: string, change: object) => {
  const { id, version } = await findDeal(codeName)
  await ancrage.run(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
    input: { id, version, ...change },
  })
}

describe('issuing a weekly summary', () => {
  it('creates revision 1, and no new revision for the same content', async () => {
    const first = await issueSummary('2018-W22')
    expect(first).toMatchObject({
      week: '2018-W22',
      revision: 1,
      reason: null,
      address: '/summaries/awex/2018-W22/1',
      issuedBy: { email: head },
    })
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await issueSummary('2018-W22', { reason: 'Once more' })).toEqual(first)
  })

  it('stores the content that its issuer sees live', async () => {
    const before = await readContent(head, { week: '2018-W22', revision: null })
    const { id } = await issueSummary('2018-W22')
    expect(stableContent(await readIssued(head, id))).toEqual(stableContent(before))
  })

  it('again after a correction creates a revision with a reason, and the first one stays', async () => {
    const { id } = await issueSummary('2018-W22')
    const first = await readIssued(head, id)
    expect([first.figures.forward.deals, first.movements.length]).toEqual([1, 1])
    await correctCommitment()
    expect(await errorOf('2018-W22')).toMatchObject({ fields: [{ path: 'input.reason', code: 'NEEDED' }] })
    const second = await issueSummary('2018-W22', { reason: 'Cainiao signed later' })
    expect(second).toMatchObject({ revision: 2, reason: 'Cainiao signed later' })
    expect((await readIssued(head, second.id)).movements).toEqual([])
    expect(await readIssued(head, id)).toEqual(first)
    const { weeklySummary } = await ancrage.run(
      head,
      '{ weeklySummary(agency: "awex", week: "2018-W22") { issued revision sha256 forward { deals } issue { id } } }',
    )
    expect(weeklySummary).toEqual({
      issued: true,
      revision: 2,
      sha256: second.sha256,
      forward: { deals: 0 },
      issue: { id: second.id },
    })
  })

  it('three times concurrently creates one revision', async () => {
    const both = await Promise.all([
      issueSummary('2018-W22'),
      issueSummary('2018-W22'),
      issueSummary('2018-W22'),
    ])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    const { weeklySummaries } = await ancrage.run(
      head,
      '{ weeklySummaries(where: { week: { eq: "2018-W22" } }) { totalCount } }',
    )
    expect(weeklySummaries.totalCount).toBe(1)
  })

  it('requires a HEAD of the agency and a week that has begun', async () => {
    expect((await errorOf('2018-W22', {}, 'officer@awex.example'))!.code).toBe('FORBIDDEN')
    expect((await errorOf('2018-W22', {}, 'head@michel.example'))!.code).toBe('FORBIDDEN')
    expect(await errorOf('2199-W22')).toMatchObject({ fields: [{ path: 'input.week', code: 'FUTURE_WEEK' }] })
  })
})

describe('an issued weekly summary', () => {
  const tryStatement = (client: Client | Pool, sql: string) =>
    client.query(sql).then(
      () => 'done',
      ({ message }: Error) => message,
    )
  it('cannot be changed by the service or by the owner of the database', async () => {
    await issueSummary('2018-W22')
    for (const table of [
      'weekly_summary',
      'weekly_deal',
      'weekly_deal_text',
      'weekly_line',
      'weekly_deal_acl',
    ]) {
      const column = table === 'weekly_summary' ? 'id' : 'summary_id'
      for (const sql of [
        `delete from ${table}`,
        `truncate ${table}`,
        `update ${table} set ${column} = ${column}`,
      ]) {
        expect([sql, await tryStatement(pool, sql)]).toEqual([
          sql,
          expect.stringMatching(/permission denied/),
        ])
        expect([sql, await tryStatement(ancrage.owner, sql)]).toEqual([
          sql,
          expect.stringMatching(/never changed or removed|cannot truncate a table referenced/),
        ])
      }
    }
  })

  it('has the hash of its content', async () => {
    const { id, sha256 } = await issueSummary('2018-W22')
    const { rows } = await ancrage.owner.query('select weekly_digest($1) as digest', [id])
    expect(rows[0].digest).toBe(sha256)
  })

  it('shows each reader what they can see of the same revision', async () => {
    const { id } = await issueSummary('2018-W22')
    const [whole, masked] = [await readIssued(head, id), await readIssued('analyst@awex.example', id)]
    const lotus = (content: WeeklyContent) =>
      Object.values(content.deals).find(({ codeName }) => codeName === 'Lotus')
    expect(lotus(whole)).toMatchObject({ masked: false, prospect: 'Alibaba' })
    expect(lotus(masked)).toMatchObject({ masked: true, title: null, prospect: null })
    expect(masked.figures).toEqual(whole.figures)
    // one fact of Plume, which the analyst sees in full, and none of Lotus
    expect(masked.facts.map(({ statement }) => statement)).toEqual([expect.stringMatching(/fret aérien/)])
    expect(masked.projections.map(({ wording }) => wording ?? null)).toEqual([null, null])
    expect(JSON.stringify(masked)).not.toMatch(/centre européen|Jack Ma|Premier ministre|Rien n’est/)
    expect(lotus(await readIssued('analyst@logistics.example', id))).toMatchObject({ masked: true })
  })

  it('does not show a deal that its reader could not see when it was issued or cannot see now', async () => {
    await updateDeal('Volt', { confidentiality: 'SECRET' })
    const secret = (await issueSummary('2018-W10')).id
    const volt = (content: WeeklyContent) =>
      Object.values(content.deals).find(({ codeName }) => codeName === 'Volt')
    expect(volt(await readIssued(cabinet, secret))).toBeUndefined()
    await updateDeal('Volt', { confidentiality: 'OPEN' })
    expect(volt(await readIssued(cabinet, secret))).toBeUndefined()
    const open = (
      await issueSummary('2018-W10', { reason: 'It is no secret any more' }).catch(() =>
        issueSummary('2018-W10'),
      )
    ).id
    if (open !== secret) expect(volt(await readIssued(cabinet, open))).toMatchObject({ masked: false })
    await updateDeal('Volt', { confidentiality: 'SECRET' })
    expect(volt(await readIssued(cabinet, open))).toBeUndefined()
  })
})

const sources = [
  ['meetingsHeld', 'meeting'],
  ['meetingsComing', 'meeting'],
  ['agreementsSigned', 'agreement'],
  ['facts', 'claim'],
  ['rumours', 'claim'],
  ['disputes', 'claim'],
] as const

it('an issued summary hides a meeting, an agreement or a claim that its reader cannot see now', async () => {
  const ids: string[] = []
  for (const week of ['2018-W22', '2018-W26', '2018-W27']) ids.push((await issueSummary(week)).id)
  const countLines = async () => {
    const contents = await Promise.all(ids.map((id) => readIssued(head, id)))
    return Object.fromEntries(
      sources.map(([list]) => [list, contents.reduce((n, content) => n + content[list].length, 0)]),
    )
  }
  let expected = await countLines()
  for (const [list] of sources) expect({ list, lines: expected[list] }).not.toEqual({ list, lines: 0 })
  // claims first: they are hidden together with their agreement
  for (const table of ['claim', 'agreement', 'meeting']) {
    const hiddenLists = sources.filter((source) => source[1] === table).map(([list]) => [list, 0])
    expected = { ...expected, ...Object.fromEntries(hiddenLists) }
    await ancrage.owner.query(`update ${table} set acl = '{}'`)
    expect(await countLines()).toEqual(expected)
  }
})

describe('a dispute in an issued summary', () => {
  const readClaims = async () =>
    (
      await ancrage.owner.query<{ id: string; disputes_id: string; acl: unknown }>(
        `select c.id, c.disputes_id, c.acl from claim c join claim o on o.id = c.disputes_id
          where c.stated_on between '2018-07-02' and '2018-07-08'`,
      )
    ).rows
  const countDisputes = async (id: string, by = head) => (await readIssued(by, id)).disputes.length
  const hide = (claim: string) => ancrage.owner.query(`update claim set acl = '{}' where id = $1`, [claim])
  const show = (claim: string, acl: unknown) =>
    ancrage.owner.query('update claim set acl = $2 where id = $1', [claim, acl])

  it('is there for a reader whose access keys reach both claims, and for no one who reaches one of them', async () => {
    const [{ id, disputes_id, acl }] = (await readClaims()) as [Awaited<ReturnType<typeof readClaims>>[0]]
    const summary = (await issueSummary('2018-W27')).id
    const readers = [head, 'officer@awex.example', cabinet]
    const all = await Promise.all(readers.map((reader) => countDisputes(summary, reader)))
    expect(all[0]).toBe(1)
    for (const claim of [id, disputes_id]) {
      await hide(claim)
      for (const reader of readers)
        expect([reader, await countDisputes(summary, reader)]).toEqual([reader, 0])
      await show(claim, acl)
    }
    expect(await Promise.all(readers.map((reader) => countDisputes(summary, reader)))).toEqual(all)
  })
})

it('an issued summary masks a deal that was masked when it was issued or is masked now', async () => {
  const volt = (content: WeeklyContent) =>
    Object.values(content.deals).find(({ codeName }) => codeName === 'Volt')
  const { id } = await issueSummary('2018-W10')
  expect(volt(await readIssued(cabinet, id))).toMatchObject({ masked: true, title: null })
  const reasons = async (issue: string) =>
    (await readIssued(cabinet, issue)).movements.map(({ reason }) => reason ?? null)
  await updateDeal('Volt', { confidentiality: 'OPEN' })
  expect(volt(await readIssued(cabinet, id))).toMatchObject({ masked: true, title: null, prospect: null })
  expect(await reasons(id)).toEqual([null])
  const open = (await issueSummary('2018-W10', { reason: 'It is known to all now' })).id
  expect(volt(await readIssued(cabinet, open))).toMatchObject({ masked: false, prospect: 'Thunder Power' })
  expect(await reasons(open)).not.toEqual([null])
  await updateDeal('Volt', { confidentiality: 'INTERNAL' })
  expect(volt(await readIssued(cabinet, open))).toMatchObject({ masked: true, title: null, prospect: null })
  expect(await reasons(open)).toEqual([null])
})

describe('an erased contact', () => {
  it('is not named in an earlier issued summary, whose hash stays the same', async () => {
    const { id, sha256 } = await issueSummary('2018-W27')
    const readParticipants = async () =>
      (await readIssued(head, id)).meetingsHeld.flatMap(({ participants }) => participants)
    expect(await readParticipants()).toContain('Jack Ma')
    const { nodes } = (
      await ancrage.run(head, '{ contacts(where: { name: { eq: "Jack Ma" } }) { nodes { id version } } }')
    ).contacts
    await ancrage.run(head, 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }', {
      input: { ...nodes[0] },
    })
    expect(await readParticipants()).not.toContain('Jack Ma')
    expect(await readParticipants()).toContain(null)
    const { rows } = await ancrage.owner.query('select weekly_digest($1) as digest', [id])
    expect(rows[0].digest).toBe(sha256)
  })
})
