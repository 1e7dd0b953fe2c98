/** The pipeline: board, table, moves by mouse and keyboard, and past days. */
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

describe('the board', () => {
  it('shows the totals of the service and a card for each deal', async () => {
    const { page, open, close, failures } = await visit(browser, service, officer)
    await open('/pipeline')
    const column = page.getByRole('region', { name: 'Negotiation: 2' })
    await column.getByRole('link', { name: 'Alibaba' }).waitFor()
    await column.getByText('1,000+ jobs · weighted 600+').waitFor()
    await column.getByText('1 without a number').waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('moves between cards by arrow keys, and opens the move of the focused card by m', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/pipeline')
    await page.getByRole('link', { name: 'Thunder Power' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('a:focus', { hasText: /^Alibaba$/ }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: 'Move Lotus' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await close()
  })

  it('opens the move to the column on which a card is dropped; the card stays until the service agrees', async () => {
    const { id } = await createDealWithout(service, 'expectedDecision')
    const { deal } = await service.run(officer, 'query ($id: ID) { deal(id: $id) { reference } }', { id })
    const { page, open, close } = await visit(browser, service, officer)
    await open('/pipeline')
    const card = page.getByRole('article').filter({ hasText: deal.reference as string })
    await card.dragTo(page.getByRole('region', { name: /^Contacted/ }))
    const dialog = page.getByRole('dialog', { name: 'Move Lotus' })
    await dialog.waitFor()
    expect(await dialog.getByLabel('New stage').inputValue()).toBe('CONTACTED')
    await page.getByRole('region', { name: /^Identified: 1/ }).waitFor({ state: 'attached' })
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    const contacted = page.getByRole('region', { name: 'Contacted: 1' })
    await contacted.getByText(deal.reference as string).waitFor()
    await close()
  })

  it('of a past day shows its stages, moves nothing, and leaves today as it is', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/pipeline?agency=all')
    await page.getByRole('region', { name: /^Lost: 1/ }).waitFor()
    await page.getByLabel('As of').fill('2018-02-28')
    await page.getByText('The pipeline of 28 February 2018, as known today.').waitFor()
    await page.getByRole('region', { name: /^Lost: 0/ }).waitFor()
    expect(await page.getByRole('button', { name: /^Move / }).count()).toBe(0)
    await page.getByRole('link', { name: 'Back to today' }).click()
    await page.getByRole('region', { name: /^Lost: 1/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?agency=all')
    await close()
  })

  it('shows a masked deal by its code name, without a way to move it', async () => {
    const { page, open, close } = await visit(browser, service, 'analyst@awex.example')
    await open('/pipeline?agency=all')
    const card = page.getByRole('article').filter({ hasText: 'WAL-2018-0001' })
    await card.getByRole('link', { name: 'Lotus' }).waitFor()
    expect(await card.innerText()).not.toContain('Alibaba')
    expect(await page.getByRole('button', { name: /^Move / }).count()).toBe(0)
    await close()
  })

  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open('/pipeline?agency=all')
    await visitor.page.getByRole('link', { name: 'Alibaba' }).waitFor()
    await expectPresentable(visitor, `board-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})

describe('the table', () => {
  it('keeps the filter of the board and sorts by the address', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/pipeline?agency=all&q=power')
    await page.getByRole('link', { name: 'Thunder Power' }).waitFor()
    await page.getByRole('link', { name: 'Table' }).click()
    await page.getByRole('row', { name: /WAL-2018-0003/ }).waitFor()
    expect(await page.getByRole('row').count()).toBe(2)
    await page.getByLabel('Company, title or code name').fill('')
    await page.getByRole('row', { name: /WAL-2018-0002/ }).waitFor()
    const header = page.getByRole('columnheader', { name: 'Reference' })
    await header.getByRole('link').click()
    await header.getByRole('link').click()
    await page.waitForURL(/sort=reference/)
    await page.locator('th[aria-sort=descending]').waitFor()
    await page
      .locator('tbody tr:first-child')
      .getByText(/WAL-2018-000[35]/)
      .waitFor()
    await close()
  })

  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open('/pipeline?agency=all&view=table')
    await visitor.page.getByRole('row', { name: /Alibaba/ }).waitFor()
    await expectPresentable(visitor, `table-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
