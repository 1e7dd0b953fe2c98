/** The day of the last meeting about a deal, in filters and in weekly summaries, while its meetings change. */
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const airport = 'officer@liege-airport.example'
const agencies = { [head]: 'awex', [airport]: 'liege-airport' }

describe('the last meeting about a deal', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const runMutation = async (email: string, verb: string, input: object) =>
    (
      await ancrage.run(
        email,
        `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`,
        { input },
      )
    )[verb] as { id: string; version: number }

  /** Returns the day of the weekly summary, and expects the same of the filter on that day and on the next. */
  async function lastMet(email: keyof typeof agencies, codeName: string): Promise<string | null> {
    const { weeklySummary } = await ancrage.run(
      email,
      `query ($agency: String!) { weeklySummary(agency: $agency, week: "2018-W50") { attention { code since deal { codeName } } } }`,
      { agency: agencies[email] },
    )
    const [{ since }] = weeklySummary.attention.filter(
      (one: { code: string; deal: { codeName: string } }) =>
        one.code === 'NO_CONTACT' && one.deal.codeName === codeName,
    )
    expect(await notSince(email, codeName, since ?? '2018-01-01')).toBe(since === null)
    expect(await notSince(email, codeName, dayAfter(since ?? '2018-01-01'))).toBe(true)
    return since
  }
  const notSince = async (email: string, codeName: string, noMeetingSince: string): Promise<boolean> =>
    (
      await ancrage.run(email, 'query ($where: DealWhere) { deals(where: $where) { totalCount } }', {
        where: { codeName: { eq: codeName }, noMeetingSince },
      })
    ).deals.totalCount === 1
  /** Returns meetings with an outdated link or an outdated number of deals. */
  const staleMeetings = async () =>
    (
      await ancrage.owner.query(
        `select m.id from meeting_deal h join meeting m on m.id = h.meeting_id where h.held_range is distinct from held_range(m)
         union select m.id from meeting m where m.deal_count <> (select count(*) from meeting_deal h where h.meeting_id = m.id)`,
      )
    ).rows
  const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  const on = (day: string) => ({ from: day, to: day, precision: 'DAY' })

  it('is on the last possible day of the meeting, for users who see every deal of the meeting', async () => {
    const plume = await runMutation(airport, 'openDeal', {
      codeName: 'Plume',
      title: 'A centre',
      openedOn: '2018-01-08',
    })
    await runMutation(airport, 'joinDeal', {
      deal: plume.id,
      agency: 'awex',
      role: 'SUPPORT',
      from: '2018-01-08',
    })
    const lotus = await runMutation(head, 'openDeal', {
      codeName: 'Lotus',
      title: 'A centre',
      openedOn: '2018-01-08',
      confidentiality: 'RESTRICTED',
    })
    const { id } = await runMutation(head, 'recordMeeting', {
      title: 'Talks',
      when: { from: '2018-05-01', to: '2018-05-31', precision: 'MONTH' },
      deals: [plume.id],
    })
    const change = (version: number, input: object) =>
      runMutation(head, 'updateMeeting', { id, version, ...input })

    const results: Record<string, (string | null)[]> = {}
    const check = async (what: string) => {
      results[what] = [
        await lastMet(head, 'Plume'),
        await lastMet(airport, 'Plume'),
        await lastMet(head, 'Lotus'),
      ]
      expect(await staleMeetings()).toEqual([])
    }
    await check('held in May')
    await change(1, { when: on('2018-07-10') })
    await check('moved to July')
    await change(2, { deals: [plume.id, lotus.id] })
    await check('about a deal that the airport does not see, too')
    await change(3, { when: on('2018-07-11') })
    await check('moved while it is about both')
    await change(4, { deals: [lotus.id] })
    await check('about the other one only')
    await change(5, { deals: [plume.id], widensAccess: true })
    await check('about the first one only')
    await change(6, { deals: [], widensAccess: true })
    await check('about none')
    await change(7, { deals: [plume.id, lotus.id] })
    await runMutation(head, 'joinDeal', {
      deal: lotus.id,
      agency: 'liege-airport',
      role: 'INFORMED',
      from: '2018-01-08',
    })
    await check('about both, and the airport knows of both')
    await change(8, { deals: [plume.id], widensAccess: true })
    await check('about the first one again')
    await change(9, { status: 'CANCELLED', reason: 'It was not held.' })
    await check('not held after all')

    expect(results).toEqual({
      'held in May': ['2018-05-31', '2018-05-31', null],
      'moved to July': ['2018-07-10', '2018-07-10', null],
      'about a deal that the airport does not see, too': ['2018-07-10', null, '2018-07-10'],
      'moved while it is about both': ['2018-07-11', null, '2018-07-11'],
      'about the other one only': [null, null, '2018-07-11'],
      'about the first one only': ['2018-07-11', '2018-07-11', null],
      'about none': [null, null, null],
      'about both, and the airport knows of both': ['2018-07-11', '2018-07-11', '2018-07-11'],
      'about the first one again': ['2018-07-11', '2018-07-11', null],
      'not held after all': [null, null, null],
    })
  }, 60_000)
})
