/** What is known only to have happened before a day: "several encounters before 31 May 2018". */
import { dealClient, type DealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const beforeMay31 = { from: '1900-01-01', to: '2018-05-30', precision: 'BEFORE' }

let ancrage: TestService
let deals: DealClient
let deal: string
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
  deal = await deals.open({ openedOn: '2018-01-08', codeName: 'Lotus' })
}, 60_000)
afterAll(() => ancrage.stop())

const write = async (mutation: string, fields: string, input: object) => {
  const type = mutation[0]!.toUpperCase() + mutation.slice(1)
  const text = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ${fields} } }`
  return (await ancrage.run(head, text, { input }))[mutation]
}

const meet = (input: object) =>
  write('recordMeeting', 'id when { from to precision text nl: text(language: NL) }', {
    deals: [deal],
    ...input,
  })

const weeks = ['2018-W18', '2018-W21', '2018-W22', '2018-W23']

/** Returns the weeks whose summary lists the row. */
async function listedIn(list: string, id: string): Promise<string[]> {
  const found: string[] = []
  for (const week of weeks) {
    const { weeklySummary } = await ancrage.run(
      head,
      `query ($week: IsoWeek!) { weeklySummary(agency: "awex", week: $week) { ${list} { id } } }`,
      { week },
    )
    if (weeklySummary[list].some((row: { id: string }) => row.id === id)) found.push(week)
  }
  return found
}

describe('a meeting known only to be before a day', () => {
  let id: string
  beforeAll(async () => {
    const meeting = await meet({ title: 'Earlier encounters', when: { short: 'before 2018-05-31' } })
    id = meeting.id
    expect(meeting.when).toEqual({ ...beforeMay31, text: 'before 31 May 2018', nl: 'vóór 31 mei 2018' })
  })

  it('is held in no week, as none can be named', async () => {
    expect([...(await listedIn('meetingsHeld', id)), ...(await listedIn('meetingsComing', id))]).toEqual([])
  })

  it('is counted with the meetings of no period, whose condition finds it', async () => {
    await meet({ title: 'Dated', when: { short: '2018-05-15' } })
    const { meetingStats } = await ancrage.run(
      head,
      '{ meetingStats(groupBy: [MONTH], measures: [MEETINGS]) { by { value label } values { number } where } }',
    )
    const cells = meetingStats.map((cell: any) => [cell.by[0].value, Number(cell.values[0].number)])
    expect(cells).toEqual([
      ['2018-05', 1],
      [null, 1],
    ])
    for (const { where, values } of meetingStats) {
      const { meetings } = await ancrage.run(
        head,
        'query ($where: MeetingWhere) { meetings(where: $where) { totalCount } }',
        { where },
      )
      expect(meetings.totalCount).toBe(Number(values[0].number))
    }
  })

  it('is on the timeline at its last possible day', async () => {
    const { deal: read } = await ancrage.run(
      head,
      'query ($deal: ID!) { deal(id: $deal) { timeline(where: { kind: { eq: MEETING_HELD } }) { nodes { on when { text } } } } }',
      { deal },
    )
    expect(read.timeline.nodes).toContainEqual({ on: '2018-05-30', when: { text: 'before 31 May 2018' } })
  })

  it('is in no calendar, even if the day is near', async () => {
    const [today, tomorrow] = [0, 1].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    )
    await meet({ title: 'Encounters of late', when: { short: `before ${tomorrow}` } })
    await meet({ title: 'Encounter of today', when: { short: today } })
    const { address } = await write('createCalendarFeed', 'address', { name: 'Phone' })
    const calendar = await (await fetch(ancrage.address + address)).text()
    // that of today
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  })
})

it('lists a signature in the week by whose day it had happened', async () => {
  const { id, signedOn } = await write('recordAgreement', 'id signedOn', {
    title: 'Lease of Blegny',
    kind: 'LEASE',
    standing: 'SIGNED',
    deals: [deal],
    parties: [{ agency: 'awex' }, { name: 'Blegny' }],
    signedWhen: beforeMay31,
  })
  expect(signedOn).toBe('2018-05-30')
  expect(await listedIn('agreementsSigned', id)).toEqual(['2018-W22'])
  const { body } = await createDocumentFetch(ancrage)(head, 'awex/2018-W22.html?lang=fr')
  expect(readHtmlText(body)).toContain('avant le 31 mai 2018')
})

it('lists jobs in the week by whose day they had been stated', async () => {
  const { id } = await write('projectJobs', 'id', {
    deal,
    ...{ kind: 'DIRECT', horizon: 'INITIAL', low: 200, standing: 'REPORTED' },
    source: { kind: 'PRESS', name: 'L’Echo' },
    statedWhen: { short: 'before 2018-05-31' },
  })
  expect(await listedIn('projections', id)).toEqual(['2018-W22'])
})

it('announces a decision when the day before which it falls is near', async () => {
  const { version } = (
    await ancrage.run(head, 'query ($deal: ID!) { deal(id: $deal) { version } }', { deal })
  ).deal
  await write('updateDeal', 'id', { id: deal, version, expectedDecision: { short: 'before 2018-06-10' } })
  const pages = []
  for (const week of weeks) {
    const { body } = await createDocumentFetch(ancrage)(head, `awex/${week}.html?lang=en`)
    pages.push(readHtmlText(body).includes('before 10 June 2018'))
  }
  expect(pages).toEqual([false, true, true, false])
})

it.each([
  [
    'a first day that is not the beginning',
    { ...beforeMay31, from: '2018-01-01' },
    'input.when.precision PARTIAL_DATE_RANGE',
  ],
  ['a third of a month', { short: 'before early 2018-03' }, 'input.when.short NOT_A_PARTIAL_DATE'],
])('refuses %s', async (_, when, expected) => {
  const { errors } = await ancrage.request(
    head,
    'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }',
    { input: { title: 'Refused', deals: [deal], when } },
  )
  expect(
    errors!.flatMap(({ extensions }) => extensions.fields!.map(({ path, code }) => `${path} ${code}`)),
  ).toEqual([expected])
})

describe('the last contact of a deal', () => {
  const noMeetingSince = async (day: string) => {
    const { deals: found } = await ancrage.run(
      head,
      'query ($day: Date!) { deals(where: { codeName: { eq: "Plume" }, noMeetingSince: $day }) { totalCount } }',
      { day },
    )
    return found.totalCount === 1
  }

  it('may be an undated meeting only where there is no dated one', async () => {
    const plume = await deals.open({ openedOn: '2018-01-08', codeName: 'Plume' })
    expect(await noMeetingSince('2018-05-01')).toBe(true)
    await meet({ title: 'Undated', when: { short: 'before 2018-05-31' }, deals: [plume] })
    expect([await noMeetingSince('2018-05-01'), await noMeetingSince('2018-05-31')]).toEqual([false, true])
    await meet({ title: 'Early March', when: { short: 'early 2018-03' }, deals: [plume] })
    expect([await noMeetingSince('2018-03-10'), await noMeetingSince('2018-03-11')]).toEqual([false, true])
    const { weeklySummary } = await ancrage.run(
      head,
      '{ weeklySummary(agency: "awex", week: "2018-W22") { attention { deal { codeName } code since } } }',
    )
    expect(weeklySummary.attention).toContainEqual({
      ...{ deal: { codeName: 'Plume' }, code: 'NO_CONTACT', since: '2018-03-10' },
    })
  })
})
