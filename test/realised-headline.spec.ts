/** The headline of a week counts the jobs of the deals that landed in it. */
import { dealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
}, 60_000)
afterAll(() => ancrage.stop())

it('a deal that landed with 48 jobs is in the headline of its week, and not of the next one', async () => {
  const deals = dealClient(ancrage)
  const id = await deals.open({ openedOn: '2018-01-08' })
  await deals.project(id, { low: 48, standing: 'REALISED', statedOn: '2018-03-01' })
  await deals.move(id, 'COMMITTED', '2018-03-02')
  await deals.move(id, 'LANDED', '2018-03-14')
  const open = await deals.open({ openedOn: '2018-01-08', codeName: 'Open' })
  await deals.project(open, { low: 3, standing: 'REALISED', statedOn: '2018-03-01' })
  const fetchDocument = createDocumentFetch(ancrage)
  const headline = async (week: string) => {
    const { body } = await fetchDocument('head@awex.example', `awex/${week}.html?lang=en`)
    return /Jobs realised (\d+ .*?) (?:This week|Coming up|Needs attention)/.exec(readHtmlText(body))?.[1]
  }
  expect([await headline('2018-W11'), await headline('2018-W12')]).toEqual([
    '51 48 of them by the deals won this week',
    '3 in the open deals and those won this week',
  ])
})
