/** Home, meetings, search and the weekly summary. */
import type { Browser } from 'playwright-core'
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
const meetings = `query { meetings(where: { title: { contains: "Jack" } }) { totalCount nodes {
  outcome when { from precision } deals { reference } participants { contact { name } decisionMaker } } } }`

describe('logging a meeting', () => {
  it('takes the keyboard alone: people, day, deal, outcome', async () => {
    const { page, open, close, failures } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('l')
    await page.getByRole('dialog', { name: 'Log a meeting' }).waitFor()
    await page.keyboard.type('jack')
    await page.getByRole('option', { name: /Jack Ma/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove Jack Ma' }).waitFor()
    await page.getByLabel('When').fill('early July 2018')
    await page.getByText('1 July 2018 – 10 July 2018').waitFor()
    await page.getByRole('combobox', { name: 'About' }).fill('alib')
    await page.getByRole('option', { name: /Alibaba/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByLabel('Outcome').fill('Important steps')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Meeting with Jack Ma' }).waitFor()
    expect((await service.run(officer, meetings)).meetings).toEqual({
      totalCount: 1,
      nodes: [
        {
          outcome: 'Important steps',
          when: { from: '2018-07-01', precision: 'EARLY_MONTH' },
          deals: [{ reference: 'WAL-2018-0001' }],
          participants: [{ contact: { name: 'Jack Ma' }, decisionMaker: true }],
        },
      ],
    })
    expect(failures).toEqual([])
    await close()
  })

  it('adds a person who is not there yet without leaving the form', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/meetings?log=true&deal=WAL-2018-0003')
    await page.getByRole('combobox', { name: 'With' }).fill('A new person')
    await page.getByRole('option', { name: /New person/ }).click()
    await page.getByRole('button', { name: 'Remove A new person' }).waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Meeting with A new person' }).waitFor()
    await page
      .getByRole('link', { name: /WAL-2018-0003/ })
      .first()
      .waitFor()
    await close()
  })

  it('keeps what was typed when the tab is closed and when the network is gone', async () => {
    const { page, context, open, close } = await visit(browser, service, officer)
    await open('/meetings?log=true')
    await page.getByLabel('Outcome').fill('Not to be lost')
    await page.close()
    const again = await context.newPage()
    await again.goto(`${service.address}/`)
    await again.getByRole('link', { name: 'Continue' }).click()
    expect(await again.getByLabel('Outcome').inputValue()).toBe('Not to be lost')
    await context.setOffline(true)
    await again.getByRole('button', { name: 'Save' }).click()
    await again
      .getByRole('dialog')
      .getByText(/No network: what you typed is kept/)
      .waitFor()
    await context.setOffline(false)
    await again.getByRole('button', { name: 'Save' }).click()
    await again.getByRole('dialog').waitFor({ state: 'detached' })
    const query = '{ meetings(where: { outcome: { eq: "Not to be lost" } }) { totalCount } }'
    expect((await service.run(officer, query)).meetings.totalCount).toBe(1)
    await close()
  })

  it('is not offered to a user who only reads', async () => {
    const { page, open, close } = await visit(browser, service, 'cabinet@jeholet.example')
    await open('/meetings?log=true')
    await page.getByRole('heading', { name: 'Meetings' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await close()
  })
})

describe('the search', () => {
  it('finds a company from a misspelling and leads to its deals', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('combobox', { name: 'Search Ancrage' }).fill('Thundr Power')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /^Thunder Power :/ }).click()
    await page.getByRole('heading', { level: 1, name: /Thunder Power/ }).waitFor()
    await close()
  })
})

describe('the search box', () => {
  it('offers what it finds while one types, by keyboard alone', async () => {
    const visitor = await visit(browser, service, officer)
    const { page, open, close } = visitor
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Thundr Power')
    await page.getByRole('option', { name: /^Thunder Power :.* Deal$/ }).waitFor()
    await expectPresentable(visitor, 'suggestions')
    while ((await page.getByRole('option', { selected: true, name: /^Thunder Power :/ }).count()) === 0)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /Thunder Power/ }).waitFor()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await close()
  })

  it('offers commands, in French, on a phone, and only those that the role allows', async () => {
    const visitor = await visit(browser, service, 'analyst@awex.example', { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open('/')
    await page.getByRole('combobox', { name: 'Rechercher dans Ancrage' }).click()
    await page.getByRole('option', { name: /^Pipeline/ }).waitFor()
    expect(await page.getByRole('option', { name: /rencontre/i }).count()).toBe(1)
    await expectPresentable(visitor, 'commands-FR')
    await page.getByRole('combobox', { name: 'Rechercher dans Ancrage' }).fill('PIPE')
    await page.getByRole('option', { name: /^Pipeline/ }).click()
    await page.waitForURL('**/pipeline')
    await close()
  })
})

describe('a shortcut', () => {
  it('goes to a page by two letters, but not from a field', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.type('gs')
    await page.waitForURL('**/sites')
    await page.getByRole('combobox', { name: 'Search Ancrage' }).fill('')
    await page.keyboard.type('gp')
    expect(new URL(page.url()).pathname).toBe('/sites')
    await close()
  })
})

describe('the weekly summary', () => {
  it('shows both sides of a dispute, and neither among the facts', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/summary/awex/2018-W27')
    await page
      .getByRole('heading', {
        level: 1,
        // one more if a test above has logged it
        name: /^(Two|Three) meetings were held about the Alibaba deal\. No deal changed its stage\.$/,
      })
      .waitFor()
    const section = (name: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name }) })
    await section('Disputed').getByText('totalement faux').waitFor()
    expect(await section('Confirmed facts').innerText()).not.toContain('totalement faux')
    await page.getByRole('link', { name: 'Week 26 of 2018' }).click()
    await page.waitForURL(/2018-W26/)
    await close()
  })

  it('opens with the page of the minister, in the language of the reader', async () => {
    for (const [look, headline, title, text] of [
      [
        looks.find(({ language }) => language === 'FR')!,
        'Le dossier Cainiao Smart Logistics Network est passé au stade de l’engagement le 31 mai 2018. Selon L’Echo, le projet Alibaba créerait au moins 1 000 emplois à moyen terme.',
        'Cette semaine',
        'selon la presse ; emplois directs, pour 1 dossier sur 3',
      ],
      [
        looks.find(({ language }) => language === 'EN')!,
        'The Cainiao Smart Logistics Network deal moved forward to the commitment stage on 31 May 2018. According to L’Echo, the Alibaba project would create at least 1,000 jobs in the medium term.',
        'This week',
        'according to the press; direct jobs, for 1 deal of 3',
      ],
    ] as const) {
      const { page, open, close } = await visit(browser, service, officer, look)
      await open('/summary/awex/2018-W22')
      const heading = page.getByRole('heading', { level: 1 })
      await heading.waitFor()
      expect((await heading.innerText()).replace(/\s/g, ' ')).toBe(headline)
      await page.getByText(text).waitFor()
      const week = page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })
      expect(await week.getByRole('link', { name: 'Alibaba' }).getAttribute('href')).toMatch(
        /deals\/WAL-2018-0001$/,
      )
      await close()
    }
  })

  it('is issued by a HEAD after a confirmation, and says so', async () => {
    const { page, open, close } = await visit(browser, service, 'head@awex.example')
    await open('/summary/awex/2018-W27')
    await page.getByText('Live: not issued yet').waitFor()
    await page.getByRole('button', { name: 'Issue' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).click()
    await page.getByText(/Issued, revision 1/).waitFor()
    await close()
  })
})

describe.each([
  ['/', 'home'],
  ['/meetings', 'meetings'],
  ['/meetings?log=true&deal=WAL-2018-0003', 'log'],
  ['/summary/awex/2018-W27', 'summary'],
  ['/summary/awex/2018-W22', 'summary-moves'],
  ['/summary/awex/2018-W40', 'summary-quiet'],
  ['/search?q=alibaba', 'search'],
])('the page at %s', (path, name) => {
  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open(path)
    await visitor.page.locator(path.includes('log') ? '[role=dialog]' : 'h1').waitFor()
    await visitor.settle()
    await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
