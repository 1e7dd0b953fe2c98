/** The page on which a question is built without code: what is behind a figure, past days, charts, masked deals. */
import type { Browser, Page } from 'playwright-core'
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

const analyst = 'analyst@awex.example'
const partner = 'officer@liege-airport.example'

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

/** Adds a filter by its name, lets `fill` set it, and closes its controls. */
async function addFilter(
  page: Page,
  name: string,
  fill: (group: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('button', { name, exact: true }).click()
  const group = page.getByRole('group', { name, exact: true })
  await fill(group)
  await group.getByRole('button', { name: 'Done' }).click()
}

describe('an analyst', () => {
  it('answers which deals were lost to the Netherlands since 2017, and why', async () => {
    const { page, open, close, failures } = await visit(browser, service, analyst)
    await open('/')
    await page.getByRole('link', { name: 'Ask' }).click()
    await addFilter(page, 'Lost to', (group) => group.getByLabel('Netherlands (1)').check())
    await addFilter(page, 'In this stage since', (group) => group.getByLabel('From').fill('2017'))
    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.getByRole('button', { name: 'Reason of the loss' }).click()
    const sentence = 'Deals lost to Netherlands, in their stage from 1 January 2017 on, by reason of the loss'
    await page.getByRole('heading', { name: sentence }).waitFor()
    await page.getByRole('link', { name: '1: Other. Show the list' }).click()
    const behind = page.getByRole('region', { name: 'Behind this figure: Other' })
    await behind.getByText('1 deal', { exact: true }).waitFor()
    await behind
      .getByRole('row', { name: /WAL-2018-0004 Zalando.*Aucune raison n’est indiquée dans ces articles/ })
      .waitFor()
    expect(searchOf(page)).toEqual({
      by: 'LOSS_REASON',
      where: 'lost-to:NL since:2017..',
      cell: 'OTHER',
    })
    expect(failures).toEqual([])
    await close()
  })

  it('builds the same question with the keyboard alone', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask')
    await page.getByRole('button', { name: 'Add a group' }).focus()
    await page.keyboard.press('Enter')
    for (const _ of ['STAGE', 'OUTCOME', 'LOSS_REASON']) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/by=LOSS_REASON/)
    await page.locator('button:focus', { hasText: 'Add a group' }).waitFor()
    await page.getByRole('button', { name: 'Add a filter' }).focus()
    await page.keyboard.press('Enter')
    for (const _ of ['stage', 'outcome', 'since', 'lost-to']) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByLabel('Netherlands (1)').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.waitForURL(/lost-to/)
    await page.getByRole('link', { name: '1: Other. Show the list' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('section:focus', { hasText: 'WAL-2018-0004' }).waitFor()
    await close()
  })

  it('finds behind each figure of a pivot as many deals as it says', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?by=SECTION,STAGE&view=pivot')
    const table = page.getByRole('region', { name: 'Answer' })
    await table.getByRole('link', { name: /in total/ }).waitFor()
    const cells = await table.getByRole('link').all()
    // Four deals in three stages and two sections, with the margins.
    expect(cells.length).toBe(10)
    for (const cell of cells) {
      const figure = await cell.innerText()
      await cell.click()
      const count = page.getByRole('region', { name: 'List' }).getByText(/^\d+ deals?$/)
      await page.getByRole('region', { name: /^Behind/ }).waitFor()
      expect(await count.innerText()).toBe(figure === '1' ? '1 deal' : `${figure} deals`)
    }
    await close()
  })

  it('asks as of a past day, which leaves the figures of today as they are', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?by=OUTCOME')
    await page.getByRole('link', { name: '1: Lost. Show the list' }).waitFor()
    await page.getByLabel('As of').fill('2018-03-20')
    await page.getByText('As of 20 March 2018, as known today.').waitFor()
    await page.getByRole('link', { name: '4: Open. Show the list' }).click()
    await page.getByText('4 deals').waitFor()
    await page.getByText('The list shows the values of today.').waitFor()
    await page.getByRole('row', { name: /WAL-2018-0004 .*Lost/ }).waitFor()
    await page.getByRole('button', { name: 'Back to today' }).click()
    await page.getByRole('link', { name: '1: Lost. Show the list' }).waitFor()
    expect(searchOf(page)).toEqual({ by: 'OUTCOME' })
    await close()
  })

  it('sees a range of jobs with the deals that have no number', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?show=JOBS,DEALS&by=STAGE')
    const row = page.getByRole('row', { name: /^Negotiation/ })
    await row.getByText('1,000+').waitFor()
    await row.getByText('1 without a number').waitFor()
    await close()
  })

  it('loads the drawing of a chart only with the chart, named, with the table behind it', async () => {
    const { page, open, close, failures } = await visit(browser, service, analyst)
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await open('/ask?by=STAGE')
    await page.getByRole('link', { name: '2: Negotiation. Show the list' }).waitFor()
    expect(scripts.filter((url) => /\/chart-[^/]*\.js$/.test(url))).toEqual([])
    await page.getByRole('link', { name: 'Chart' }).click()
    const chart = page.getByRole('img', { name: 'Deals: Deals, by stage' })
    await chart.locator('canvas').waitFor()
    expect(scripts.filter((url) => /\/chart-[^/]*\.js$/.test(url))).toHaveLength(1)
    await page.getByText('Bar chart with 3 bars. Largest: Negotiation, 2.').waitFor()
    await page.getByRole('link', { name: '2: Negotiation. Show the list' }).waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('opens the deals behind a bar by a click on it', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?by=STAGE&view=chart')
    const canvas = page.getByRole('img').locator('canvas')
    await canvas.waitFor()
    const box = (await canvas.boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + 12 + (box.height - 40) / 6)
    await page.getByRole('region', { name: 'Behind this figure: Negotiation' }).getByText('2 deals').waitFor()
    await close()
  })

  it('sees which words of an address are not understood', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?by=STAGE,NOTHING&where=outcome:OPEN colour:red since:yesterday')
    const alert = page.getByRole('alert')
    await alert.getByText('NOTHING colour:red since:yesterday').waitFor()
    await page.getByRole('heading', { name: 'Deals with the outcome “Open”, by stage' }).waitFor()
    await close()
  })

  it('learns from an empty answer which filter to change', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open('/ask?by=STAGE&where=opened:2030..')
    await page.getByText('Nothing that you may see matches: opened from 1 January 2030 on.').waitFor()
    await page.getByRole('button', { name: 'Remove: opened from 1 January 2030 on' }).click()
    await page.getByRole('link', { name: '2: Negotiation. Show the list' }).waitFor()
    await close()
  })

  it.each([
    ['meetings', '/ask?about=meetings&by=STATUS', /: Held\. Show the list$/, /^\d+ meetings?$/],
    ['statements about jobs', '/ask?about=statements&by=STANDING', /: reported\. Show/i, /^\d+ statements?$/],
  ])('asks about %s', async (_, path, link, count) => {
    const { page, open, close } = await visit(browser, service, 'officer@awex.example')
    await open(path)
    const cell = page.getByRole('link', { name: link })
    const figure = await cell.innerText()
    await cell.click()
    expect(await page.getByText(count).innerText()).toMatch(new RegExp(`^${figure} `))
    await close()
  })
})

describe('a partner', () => {
  it('reads in French what masked deals leave out, and nothing of them', async () => {
    const { id } = (
      await service.run(
        'head@awex.example',
        '{ deals(where: { reference: { eq: "WAL-2018-0004" } }) { nodes { id } } }',
      )
    ).deals.nodes[0]
    await service.owner.query(`update deal set confidentiality = 'INTERNAL' where id = $1`, [id])
    const head = 'head@michel.example'
    const { page, open, close } = await visit(browser, service, head, { language: 'FR' })
    await open('/ask?by=LOSS_REASON&where=lost-to:NL')
    await page
      .getByText(
        '1 dossier masqué est laissé de côté : vous ne pouvez pas voir s’il répond à « perdus au profit de : Pays-Bas ».',
      )
      .waitFor()
    await open('/ask?by=LOSS_REASON&where=outcome:LOST')
    await page.getByText(/1 dossier compté est masqué pour vous/).waitFor()
    await page.getByRole('link', { name: /^1 : Non indiqué/ }).click()
    const behind = page.getByRole('region', { name: /^Derrière ce chiffre/ })
    await behind.getByText('Le motif ne vous est pas visible.').waitFor()
    expect(await behind.innerText()).not.toContain('Zalando')
    await close()
    await service.owner.query(`update deal set confidentiality = 'OPEN' where id = $1`, [id])
  })

  it('counts only what the partner may see', async () => {
    const { page, open, close } = await visit(browser, service, partner, { language: 'FR', width: 768 })
    await open('/ask?by=STAGE')
    await page.getByText('Sont comptés les dossiers que vous pouvez voir, en entier ou masqués.').waitFor()
    const { dealStats } = await service.run(partner, '{ dealStats(measures: [DEALS]) { values { number } } }')
    const total = dealStats[0].values[0].number as number
    await page.getByRole('link', { name: `${total} en tout. Montrer la liste` }).waitFor()
    await close()
  })
})

const pages = [
  { name: 'start', path: '/ask' },
  { name: 'lost', path: '/ask?by=LOSS_REASON&where=lost-to:NL since:2017..&cell=OTHER' },
  { name: 'chart', path: '/ask?by=STAGE&show=JOBS,DEALS&view=chart' },
  { name: 'pivot', path: '/ask?by=SECTION,STAGE&view=pivot' },
  { name: 'list', path: '/ask?view=list' },
]

describe.each(pages)('$name', ({ name, path }) => {
  it.each([...looks, { language: 'NL', width: 768, dark: false } as const])(
    'is presentable in $language at $width, dark: $dark',
    async (look) => {
      const visitor = await visit(browser, service, analyst, look)
      await visitor.open(path)
      await visitor.settle()
      await expectPresentable(visitor, `ask-${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
      await visitor.close()
    },
  )
})
