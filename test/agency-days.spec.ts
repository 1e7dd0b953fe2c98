/** A summary is about an agency's own days: what happened to a deal before it joined is not its news. */
import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const read = async (agency: string, week: string) =>
  (
    await ancrage.run(
      'head@awex.example',
      `query ($agency: String!, $week: IsoWeek!) { weeklySummary(agency: $agency, week: $week) {
         movements { deal { codeName } effectiveOn } attention { code deal { codeName } } } }`,
      { agency, week },
    )
  ).weeklySummary

it('a move before the agency joined, or from the day on which it left, is not its movement', async () => {
  const id = await deals.open({ openedOn: '2018-01-08', codeName: 'Joined', confidentiality: 'OPEN' })
  await deals.move(id, 'CONTACTED', '2018-03-05')
  await deals.move(id, 'QUALIFIED', '2018-03-07')
  await deals.move(id, 'SHORTLISTED', '2018-03-09')
  await deals.join(id, 'liege-airport', 'SUPPORT', '2018-03-07')
  await deals.leave(id, 'liege-airport', '2018-03-09')
  const daysOf = async (agency: string) =>
    (await read(agency, '2018-W10')).movements.map(({ effectiveOn }: { effectiveOn: string }) => effectiveOn)
  expect(await daysOf('awex')).toEqual(['2018-03-05', '2018-03-07', '2018-03-09'])
  expect(await daysOf('liege-airport')).toEqual(['2018-03-07'])
})

it('a deal opened less than 30 days ago is not without contact', async () => {
  await deals.open({ openedOn: '2018-04-02', codeName: 'New' })
  await deals.open({ openedOn: '2018-03-01', codeName: 'Old' })
  const withoutContact = async (week: string) =>
    (await read('awex', week)).attention
      .filter(({ code }: { code: string }) => code === 'NO_CONTACT')
      .map(({ deal }: { deal: { codeName: string } }) => deal.codeName)
  // the week ends on 8 April, 38 days after 1 March
  expect(await withoutContact('2018-W14')).toContain('Old')
  expect(await withoutContact('2018-W14')).not.toContain('New')
  expect(await withoutContact('2018-W19')).toContain('New')
})
