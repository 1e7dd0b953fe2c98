/** The page of a deal: read as each kind of user, edited and moved. */
import type { Browser } from 'playwright-core'
import { createDealWithout } from '../deal-fixtures.js'
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
const analyst = 'analyst@awex.example'
const alibaba = '/deals/WAL-2018-0001'

/** Creates a deal without the expected decision and returns its reference. */
async function createDeal(): Promise<{ reference: string; id: string; version: number }> {
  const { id } = await createDealWithout(service, 'expectedDecision')
  const query = 'query ($id: ID) { deal(id: $id) { id reference version } }'
  return (await service.run(officer, query, { id })).deal
}

const update = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }'

describe('the page of a deal', () => {
  it('shows how far the deal is, who works on it and what happened, with sources', async () => {
    const { page, open, close, failures } = await visit(browser, service, officer)
    await open(alibaba)
    await page.getByRole('heading', { level: 1, name: /Alibaba : centre européen de distribution/ }).waitFor()
    await page.getByText('For “Committed”, 2 facts are missing:').waitFor()
    await page.getByRole('region', { name: 'Jobs' }).getByText('1,000+').waitFor()
    await page.getByRole('region', { name: 'People' }).getByText('Jack Ma').waitFor()
    await page.getByRole('region', { name: 'Competing locations' }).getByText('Kuala Lumpur').waitFor()
    await page.getByRole('region', { name: 'Timeline' }).getByText('Rencontre du Lambermont').waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('keeps the filter of the timeline in the address', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open(alibaba)
    const timeline = page.getByRole('region', { name: 'Timeline' })
    await timeline.getByRole('link', { name: 'Moves' }).click()
    await timeline.getByText('Identified → Negotiation').waitFor()
    await timeline.getByText('Lambermont').waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?show=moves')
    await page.reload()
    await timeline.getByText('Identified → Negotiation').waitFor()
    await close()
  })

  it('shows a masked reader neither title nor people, and says so', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open(alibaba)
    await page.getByText(/You see the reference, stage, sector/).waitFor()
    await page.getByText(/Your agency is in its team, but the deal is classified/).waitFor()
    await page.getByRole('region', { name: 'Timeline' }).getByText('Identified → Negotiation').waitFor()
    const text = await page.locator('main').innerText()
    expect(text).toContain('1,000+')
    for (const secret of ['Alibaba', 'Jack Ma', 'Lambermont', 'Head of Awex'])
      expect(text).not.toContain(secret)
    expect(await page.getByRole('region', { name: 'People' }).count()).toBe(0)
    await close()
  })

  it('offers no change to a user whose role only reads', async () => {
    const { page, open, close } = await visit(browser, service, 'cabinet@jeholet.example')
    await open('/deals/WAL-2018-0004')
    await page.getByRole('heading', { level: 1, name: /Zalando/ }).waitFor()
    // Each user may follow a deal that they see.
    expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['Follow'])
    await close()
  })

  it('reads alike for an unknown deal and for a hidden one', async () => {
    const hidden = await createDeal()
    await service.run('head@awex.example', update, {
      input: { id: hidden.id, version: hidden.version, confidentiality: 'SECRET' },
    })
    const { page, open, close } = await visit(browser, service, 'officer@liege-airport.example')
    const read = async (reference: string) => {
      await open(`/deals/${reference}`)
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      return page.locator('main').innerText()
    }
    expect(await read(hidden.reference)).toBe(await read('WAL-2018-9999'))
    await close()
  })

  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open(alibaba)
    await visitor.page
      .getByText(/Lambermont/)
      .first()
      .waitFor()
    await expectPresentable(visitor, `deal-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })

  it.each(looks)('is presentable to a masked reader in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, analyst, look)
    await visitor.open(alibaba)
    await visitor.page.getByText('1').first().waitFor()
    await visitor.page
      .getByRole('region', { name: /Timeline|Chronologie/ })
      .getByText(/→/)
      .waitFor()
    await expectPresentable(visitor, `masked-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})

describe('a move', () => {
  it('supplies the missing fact on the spot, then moves', async () => {
    const { reference, id } = await createDeal()
    const visitor = await visit(browser, service, officer)
    const { page, open, close } = visitor
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('dialog').getByLabel('New stage').selectOption('NEGOTIATION')
    await page.getByText('1 fact is missing').first().waitFor()
    await page.getByLabel('Expected decision').fill('early Sept 2018')
    await page.getByText('1 September 2018 – 10 September 2018').waitFor()
    await expectPresentable(visitor, 'move')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('article').locator('strong').getByText('Negotiation').waitFor()
    const query = 'query ($id: ID) { deal(id: $id) { stage { code } expectedDecision { precision from } } }'
    expect((await service.run(officer, query, { id })).deal).toEqual({
      stage: { code: 'NEGOTIATION' },
      expectedDecision: { precision: 'EARLY_MONTH', from: '2018-09-01' },
    })
    await close()
  })

  it('that is refused leaves the deal where it was and says why', async () => {
    const { reference, id } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('dialog').getByLabel('New stage').selectOption('NEGOTIATION')
    await page.getByText('1 fact is missing').first().waitFor()
    await page.getByRole('button', { name: 'Save facts and move' }).click()
    await page
      .getByRole('alert')
      .getByText(/cannot move to the stage “Negotiation” yet/)
      .waitFor()
    const query = 'query ($id: ID) { deal(id: $id) { stage { code } } }'
    expect((await service.run(officer, query, { id })).deal.stage.code).toBe('IDENTIFIED')
    await close()
  })

  it('returns the focus to its button when it is cancelled', async () => {
    const { reference } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/deals/${reference}`)
    const button = page.getByRole('button', { name: 'Move', exact: true })
    await button.click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('button:focus', { hasText: /^Move$/ }).waitFor()
    await close()
  })
})

describe('an edit', () => {
  it('is saved and shown at once, also among the edits', async () => {
    const { reference } = await createDeal()
    const { page, open, close } = await visit(browser, service, officer, { language: 'FR' })
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await page.getByRole('textbox', { name: 'Titre' }).fill('Un centre logistique')
    await page.getByLabel('Investissement, au moins').fill('12 500 000')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('heading', { level: 1, name: 'Un centre logistique' }).waitFor()
    await page.getByText(/12,5\s+M\s*€\+/).waitFor()
    await page.getByRole('link', { name: 'Modifications' }).click()
    await page.getByText('A centre').waitFor()
    await close()
  })

  it('of the same field by two users shows both values, and keeps the one that is chosen', async () => {
    const { reference, id, version } = await createDeal()
    const visitor = await visit(browser, service, officer)
    const { page, open, close } = visitor
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('My title')
    await service.run('head@awex.example', update, {
      input: { id, version, title: 'Their title', description: 'Their description' },
    })
    await page.getByRole('button', { name: 'Save' }).click()
    const row = page.getByRole('row', { name: /Title/ })
    await row.getByText('Their title').waitFor()
    await expectPresentable(visitor, 'conflict')
    await row.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const query = 'query ($id: ID) { deal(id: $id) { title description } }'
    expect((await service.run(officer, query, { id })).deal).toEqual({
      title: 'My title',
      description: 'Their description',
    })
    await close()
  })
})
