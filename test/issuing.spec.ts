import { Pool, type Client } from 'pg'
import { serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import type { WeeklyContent } from '../src/weekly/content.js'
import { readSummary } from '../src/weekly/summary-query.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const cabinet = 'cabinet@jeholet.example'
const issue = `mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id week revision sha256 reason address issuedBy { email } } }`
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { token } }`

let ancrage: Ancrage
let pool: Pool
beforeEach(async () => {
  ancrage = await anAncrage({ demo: true })
  pool = new Pool({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url), max: 2 })
}, 60_000)
afterEach(async () => {
  await pool.end()
  await ancrage.stop()
})

const issued = async (week: string, more = {}, by = head) =>
  (await ancrage.get(by, issue, { input: { agency: 'awex', week, ...more } })).issueWeeklySummary
const fault = async (week: string, more = {}, by = head) =>
  (await ancrage.ask(by, issue, { input: { agency: 'awex', week, ...more } })).errors?.[0]?.extensions

const tokenOf = async (email: string): Promise<Buffer> => {
  const { signIn: session } = await ancrage.get(null, signIn, { input: { email, password: 'ancrage-demo' } })
  return tokenHash(session.token)
}
const read = async (by: string, id: string): Promise<WeeklyContent> => {
  const { rows } = await ancrage.owner.query<{ week: string; revision: number }>(
    'select week, revision from weekly_summary where id = $1',
    [id],
  )
  return contentOf(by, rows[0]!)
}
const contentOf = async (
  by: string,
  asked: { week: string; revision: number | null },
): Promise<WeeklyContent> =>
  (await readSummary(pool, await tokenOf(by), { agency: 'awex', ...asked })).content!
/** What does not depend on when it was read. */
const said = ({ knownAt: _, issue: __, ...content }: WeeklyContent) => content

const dealNamed = async (codeName: string) =>
  (
    await ancrage.get(
      head,
      'query ($name: String) { deals(where: { codeName: { eq: $name } }) { nodes { id version transitions(where: { holds: { eq: true } }, orderBy: [{ place: DESC }]) { nodes { id } } } } }',
      { name: codeName },
    )
  ).deals.nodes[0]
/** Cainiao was committed a week later than was recorded. */
const correct = async () => {
  const { version, transitions } = await dealNamed('Plume')
  await ancrage.get(
    'officer@liege-airport.example',
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
const update = async (codeName: string, change: object) => {
  const { id, version } = await dealNamed(codeName)
  await ancrage.get(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
    input: { id, version, ...change },
  })
}

describe('issuing a weekly summary', () => {
  it('numbers it, and the same again is the same revision', async () => {
    const first = await issued('2018-W22')
    expect(first).toMatchObject({
      week: '2018-W22',
      revision: 1,
      reason: null,
      address: '/summaries/awex/2018-W22/1',
      issuedBy: { email: head },
    })
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await issued('2018-W22', { reason: 'Once more' })).toEqual(first)
  })

  it('freezes it as its issuer reads it live', async () => {
    const before = await contentOf(head, { week: '2018-W22', revision: null })
    const { id } = await issued('2018-W22')
    expect(said(await read(head, id))).toEqual(said(before))
  })

  it('again, when something is known otherwise, makes a revision that says why; the first stays', async () => {
    const { id } = await issued('2018-W22')
    const first = await read(head, id)
    expect([first.figures.forward.deals, first.movements.length]).toEqual([1, 1])
    await correct()
    expect(await fault('2018-W22')).toMatchObject({ fields: [{ path: 'input.reason', code: 'NEEDED' }] })
    const second = await issued('2018-W22', { reason: 'Cainiao signed later' })
    expect(second).toMatchObject({ revision: 2, reason: 'Cainiao signed later' })
    expect((await read(head, second.id)).movements).toEqual([])
    expect(await read(head, id)).toEqual(first)
    const { weeklySummary } = await ancrage.get(
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

  it('by two at once makes one revision', async () => {
    const both = await Promise.all([issued('2018-W22'), issued('2018-W22'), issued('2018-W22')])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    const { weeklySummaries } = await ancrage.get(
      head,
      '{ weeklySummaries(where: { week: { eq: "2018-W22" } }) { totalCount } }',
    )
    expect(weeklySummaries.totalCount).toBe(1)
  })

  it('is for a HEAD of the agency, and for a week that has begun', async () => {
    expect((await fault('2018-W22', {}, 'officer@awex.example'))!.code).toBe('FORBIDDEN')
    expect((await fault('2018-W22', {}, 'head@michel.example'))!.code).toBe('FORBIDDEN')
    expect(await fault('2199-W22')).toMatchObject({ fields: [{ path: 'input.week', code: 'FUTURE_WEEK' }] })
  })
})

describe('an issued weekly summary', () => {
  const refused = (client: Client | Pool, sql: string) =>
    client.query(sql).then(
      () => 'done',
      ({ message }: Error) => message,
    )
  it('stays as it is, whoever tries', async () => {
    await issued('2018-W22')
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
        expect([sql, await refused(pool, sql)]).toEqual([sql, expect.stringMatching(/permission denied/)])
        expect([sql, await refused(ancrage.owner, sql)]).toEqual([
          sql,
          expect.stringMatching(/never changed or removed/),
        ])
      }
    }
  })

  it('has the hash of its content', async () => {
    const { id, sha256 } = await issued('2018-W22')
    const { rows } = await ancrage.owner.query('select weekly_digest($1) as digest', [id])
    expect(rows[0].digest).toBe(sha256)
  })

  it('gives each reader what he may see, of one revision', async () => {
    const { id } = await issued('2018-W22')
    const [whole, masked] = [await read(head, id), await read('analyst@awex.example', id)]
    const lotus = (content: WeeklyContent) =>
      Object.values(content.deals).find(({ codeName }) => codeName === 'Lotus')
    expect(lotus(whole)).toMatchObject({ masked: false, prospect: 'Alibaba' })
    expect(lotus(masked)).toMatchObject({ masked: true, title: null, prospect: null })
    expect(masked.figures).toEqual(whole.figures)
    expect(masked.facts).toEqual([])
    expect(masked.projections.map(({ wording }) => wording ?? null)).toEqual([null, null])
    expect(JSON.stringify(masked)).not.toMatch(/Alibaba|Jack Ma|Prime Minister/)
    expect(lotus(await read('analyst@logistics.example', id))).toMatchObject({ masked: true })
  })

  it('is not opened by what a reader may see since, and is narrowed by what he may see now', async () => {
    await update('Volt', { confidentiality: 'SECRET' })
    const secret = (await issued('2018-W10')).id
    const volt = (content: WeeklyContent) =>
      Object.values(content.deals).find(({ codeName }) => codeName === 'Volt')
    expect(volt(await read(cabinet, secret))).toBeUndefined()
    await update('Volt', { confidentiality: 'OPEN' })
    expect(volt(await read(cabinet, secret))).toBeUndefined()
    const open = (
      await issued('2018-W10', { reason: 'It is no secret any more' }).catch(() => issued('2018-W10'))
    ).id
    if (open !== secret) expect(volt(await read(cabinet, open))).toMatchObject({ masked: false })
    await update('Volt', { confidentiality: 'SECRET' })
    expect(volt(await read(cabinet, open))).toBeUndefined()
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

it('says nothing more of a meeting, an agreement or a claim that its reader may not see now', async () => {
  const ids: string[] = []
  for (const week of ['2018-W22', '2018-W26', '2018-W27']) ids.push((await issued(week)).id)
  const lines = async () => {
    const contents = await Promise.all(ids.map((id) => read(head, id)))
    return Object.fromEntries(
      sources.map(([list]) => [list, contents.reduce((n, content) => n + content[list].length, 0)]),
    )
  }
  let expected = await lines()
  for (const [list] of sources) expect({ list, lines: expected[list] }).not.toEqual({ list, lines: 0 })
  // claims first: they go with the agreement that they are about
  for (const table of ['claim', 'agreement', 'meeting']) {
    const gone = sources.filter((source) => source[1] === table).map(([list]) => [list, 0])
    expected = { ...expected, ...Object.fromEntries(gone) }
    await ancrage.owner.query(`update ${table} set acl = '{}'`)
    expect(await lines()).toEqual(expected)
  }
})

it('says nothing more of a deal that was masked when it was issued, nor of one that is masked now', async () => {
  const volt = (content: WeeklyContent) =>
    Object.values(content.deals).find(({ codeName }) => codeName === 'Volt')
  const { id } = await issued('2018-W10')
  expect(volt(await read(cabinet, id))).toMatchObject({ masked: true, title: null })
  const reasons = async (issue: string) =>
    (await read(cabinet, issue)).movements.map(({ reason }) => reason ?? null)
  await update('Volt', { confidentiality: 'OPEN' })
  expect(volt(await read(cabinet, id))).toMatchObject({ masked: true, title: null, prospect: null })
  expect(await reasons(id)).toEqual([null])
  const open = (await issued('2018-W10', { reason: 'It is known to all now' })).id
  expect(volt(await read(cabinet, open))).toMatchObject({ masked: false, prospect: 'Thunder Power' })
  expect(await reasons(open)).not.toEqual([null])
  await update('Volt', { confidentiality: 'INTERNAL' })
  expect(volt(await read(cabinet, open))).toMatchObject({ masked: true, title: null, prospect: null })
  expect(await reasons(open)).toEqual([null])
})

describe('a person who was erased', () => {
  it('is not named in what was issued before; the summary has the same hash', async () => {
    const { id, sha256 } = await issued('2018-W27')
    const named = async () => (await read(head, id)).meetingsHeld.flatMap(({ participants }) => participants)
    expect(await named()).toContain('Jack Ma')
    const { nodes } = (
      await ancrage.get(head, '{ contacts(where: { name: { eq: "Jack Ma" } }) { nodes { id version } } }')
    ).contacts
    await ancrage.get(head, 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }', {
      input: { ...nodes[0] },
    })
    expect(await named()).not.toContain('Jack Ma')
    expect(await named()).toContain(null)
    const { rows } = await ancrage.owner.query('select weekly_digest($1) as digest', [id])
    expect(rows[0].digest).toBe(sha256)
  })
})
