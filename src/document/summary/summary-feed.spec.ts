import { renderAtomFeed } from './summary-feed.js'

const issued = [
  {
    ...{ id: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e12', week: '2018-W22', revision: 2 },
    ...{ issuedAt: '2018-06-05T08:00:00+00:00', issuedBy: 'A & B', reason: 'x < y' },
  },
  {
    ...{ id: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e11', week: '2018-W22', revision: 1 },
    ...{ issuedAt: '2018-06-04T08:00:00+00:00', issuedBy: 'A & B', reason: null },
  },
]
const list = {
  ...{ id: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', code: 'awex', name: 'Awex', createdAt: '2018-01-01' },
  issued,
}

it('a feed has absolute links, and ids and times of its entries that do not change', () => {
  const toAddress = (path: string) => `https://ancrage.example${path}`
  const feed = renderAtomFeed(list, 'EN', toAddress)
  const addresses = [...feed.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!)
  expect(addresses.length).toBeGreaterThan(4)
  expect(addresses.filter((href) => !URL.canParse(href))).toEqual([])
  expect(feed).toContain(
    '<link rel="self" type="application/atom+xml" href="https://ancrage.example/summaries/awex.atom"/>',
  )
  expect([...feed.matchAll(/<updated>([^<]+)</g)].map(([, at]) => at)).toEqual([
    '2018-06-05T08:00:00.000Z',
    '2018-06-05T08:00:00.000Z',
    '2018-06-04T08:00:00.000Z',
  ])
  // a later revision changes no earlier entry
  const before = renderAtomFeed({ ...list, issued: issued.slice(1) }, 'EN', toAddress)
  const entry = /<entry>.*?<\/entry>/s.exec(before)![0]
  expect(feed).toContain(entry)
  expect(feed).toContain('x &lt; y')
})
