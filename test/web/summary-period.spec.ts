/** Months, quarters and years on the page of a summary, and two periods side by side. */
import type { Browser } from 'playwright-core'
import { firstDayOf, kindOf, lastDayOf, periodOf, shiftPeriod } from '../../web/src/day/period.js'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, looks, visit } from './browser.js'

let browser: Browser
let service: TestService
beforeAll(async () => {
  browser = await launchBrowser()
  service = await startTestService({ demo: true })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const officer = 'officer@awex.example'
const english = looks.find(({ language }) => language === 'EN')!
const french = looks.find(({ language }) => language === 'FR')!

it.each([
  ['2018-W01', 'WEEK', '2018-01-01', '2018-01-07', '2017-W52'],
  ['2018-01', 'MONTH', '2018-01-01', '2018-01-31', '2017-12'],
  ['2020-02', 'MONTH', '2020-02-01', '2020-02-29', '2020-01'],
  ['2018-Q1', 'QUARTER', '2018-01-01', '2018-03-31', '2017-Q4'],
  ['2018', 'YEAR', '2018-01-01', '2018-12-31', '2017'],
] as const)('knows the days of %s and the period before it', (period, kind, first, last, before) => {
  expect([kindOf(period), firstDayOf(period), lastDayOf(period), shiftPeriod(period, -1)]).toEqual([
    kind,
    first,
    last,
    before,
  ])
  for (const day of [first, last]) expect(periodOf(kind, day)).toBe(period)
})

it.each(['2018-Q5', '2018-13', '2018-W54', '18', '2018-05-01', ''])('takes %p for no period', (text) =>
  expect(kindOf(text)).toBeUndefined(),
)

describe('the summary of a longer period', () => {
  it.each([
    [
      english,
      ['Month', 'May 2018', 'This month'],
      ['Quarter', 'Quarter 2 of 2018', 'In the second quarter of 2018'],
      ['Year', '2018', 'In 2018'],
      'Live: only weeks are issued',
    ],
    [
      french,
      ['Mois', 'Mai 2018', 'Ce mois-ci'],
      ['Trimestre', 'Trimestre 2 de 2018', 'Au deuxième trimestre 2018'],
      ['Année', '2018', 'En 2018'],
      'En direct : seules les semaines sont émises',
    ],
  ])('is one click from the week, in the words of its length', async (look, ...rest) => {
    const lengths = rest.slice(0, -1) as string[][]
    const { page, open, close, failures } = await visit(browser, service, officer, look)
    await open('/summary/awex/2018-W22')
    for (const [length, name, title] of lengths as [string, string, string][]) {
      await page.getByRole('link', { name: length, exact: true }).click()
      await page.locator('header strong', { hasText: name }).waitFor()
      await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor()
      await page.getByText(rest.at(-1) as string).waitFor()
    }
    expect(new URL(page.url()).pathname).toBe('/summary/awex/2018')
    await page.getByRole('link', { name: '2017', exact: true }).click()
    await page.waitForURL('**/summary/awex/2017')
    expect(failures).toEqual([])
    await close()
  })

  it('links to its documents', async () => {
    const { page, open, close } = await visit(browser, service, officer, english)
    await open('/summary/awex/2018-Q2')
    const link = page.getByRole('link', { name: 'JSON' })
    expect(await link.getAttribute('href')).toMatch(/summaries\/awex\/2018-Q2\.json$/)
    const body = await page.evaluate<string>(
      `fetch('summaries/awex/2018-Q2.json').then((answer) => answer.text())`,
    )
    expect(JSON.parse(body)).toMatchObject({ kind: 'QUARTER', period: '2018-Q2', from: '2018-04-01' })
    await close()
  })
})

describe('two periods', () => {
  it.each([
    [
      english,
      'Compare with',
      'Compare',
      'Quarter 2 of 2018 compared with Quarter 1 of 2018',
      'Entered',
      'End the comparison',
    ],
    [
      french,
      'Comparer avec',
      'Comparer',
      'Trimestre 2 de 2018 par rapport à Trimestre 1 de 2018',
      'Entrés',
      'Terminer la comparaison',
    ],
  ] as const)(
    'are compared side by side, with the deals behind the difference',
    async (look, label, compare, title, entered, end) => {
      const { page, open, close, failures } = await visit(browser, service, officer, look)
      await open('/summary/awex/2018-Q2')
      await page.getByLabel(label).fill('2018-q1')
      await page.getByRole('button', { name: compare, exact: true }).click()
      await page.waitForURL('**/summary/awex/2018-Q2?with=2018-Q1')
      const table = page.getByRole('table', { name: title })
      await table.waitFor()
      const { periodComparison } = await service.run(
        officer,
        `{ periodComparison(agency: "awex", period: "2018-Q2", with: "2018-Q1") { figures {
          name figures { deals } otherFigures { deals } difference { deals } deals { deal { reference } } } } }`,
      )
      const figure = periodComparison.figures.find(({ name }: { name: string }) => name === 'ENTERED')
      expect(figure.otherFigures.deals + figure.figures.deals).toBeGreaterThan(0)
      const numbers = await table
        .getByRole('row', { name: new RegExp(`^${entered}`) })
        .getByRole('cell')
        .allInnerTexts()
      expect(numbers.map((text) => text.trim().split(/\s/)[0])).toEqual([
        String(figure.otherFigures.deals),
        String(figure.figures.deals),
        figure.difference.deals === 0
          ? '0'
          : `${figure.difference.deals > 0 ? '+' : '−'}${Math.abs(figure.difference.deals)}`,
      ])
      const behind = page.locator('details', { hasText: entered }).first()
      await behind.locator('summary').click()
      for (const { deal } of figure.deals) await behind.getByText(deal.reference).first().waitFor()
      // the address holds the comparison
      await page.reload()
      await table.waitFor()
      await page.getByRole('link', { name: end }).click()
      await table.waitFor({ state: 'detached' })
      expect(failures).toEqual([])
      await close()
    },
  )

  it('are not compared with what is no period', async () => {
    const { page, open, close } = await visit(browser, service, officer, english)
    await open('/summary/awex/2018-Q2')
    await page.getByLabel('Compare with').fill('2018-13')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByText('Write a period that has begun').waitFor()
    await close()
  })
})

describe.each([
  ['/summary/awex/2018-05', 'summary-month'],
  ['/summary/awex/2018-Q2?with=2018-Q1', 'summary-quarter'],
  ['/summary/awex/2018', 'summary-year'],
])('the page at %s', (path, name) => {
  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open(path)
    await visitor.page.locator('h1').waitFor()
    if (path.includes('with')) await visitor.page.getByRole('table').first().waitFor()
    await visitor.settle()
    await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
