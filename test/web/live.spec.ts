/** Two browsers, each at a process of its own: what one changes shows in the other. */
import type { Browser } from 'playwright-core'
import { concerns } from '../../web/src/live/concerns.js'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, looks, visit } from './browser.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let browser: Browser
let service: TestService
let other: TestService
beforeAll(async () => {
  browser = await launchBrowser()
  service = await startTestService({ demo: true })
  other = await service.startSecondProcess()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await other?.stop()
  await service?.stop()
})

const dealOf = async (reference: string): Promise<{ id: string; version: number }> =>
  (await service.run(head, `{ deal(reference: "${reference}") { id version } }`)).deal

async function update(reference: string, changes: object, as = head): Promise<void> {
  const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }'
  await service.run(as, text, { input: { ...(await dealOf(reference)), ...changes } })
}

async function openDeal(codeName: string): Promise<{ id: string; reference: string }> {
  const text = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id reference } }'
  const input = { codeName, title: `About ${codeName}`, confidentiality: 'OPEN' }
  return (await service.run(head, text, { input })).openDeal
}

describe('a change in another browser', () => {
  it('shows on the board, with its stage, while the focus stays where it was', async () => {
    const { reference } = await openDeal('Heron')
    const reader = await visit(browser, other, officer)
    const mover = await visit(browser, service, head)
    await reader.open('/pipeline')
    const column = (name: string) => reader.page.getByRole('region', { name: new RegExp(name) })
    await column('Identified').getByRole('link', { name: 'Heron' }).waitFor()
    await reader.page.getByRole('searchbox').or(reader.page.getByRole('combobox')).first().focus()
    await reader.page.keyboard.type('Lux')
    await mover.open(`/deals/${reference}`)
    await mover.page.getByRole('button', { name: 'Move', exact: true }).click()
    await mover.page.getByRole('dialog').getByRole('button', { name: /^Move/ }).click()
    await column('Contacted').getByRole('link', { name: 'Heron' }).waitFor()
    expect(await reader.page.evaluate('document.activeElement.value')).toBe('Lux')
    expect([...reader.failures, ...mover.failures]).toEqual([])
    await reader.close()
    await mover.close()
  })

  it('shows on the page of the deal with the name of who made it, and keeps what is typed', async () => {
    const { reference } = await openDeal('Egret')
    const reader = await visit(browser, other, head)
    await reader.open(`/deals/${reference}`)
    await reader.page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = reader.page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('Typed, not saved')
    await service.run(head, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
      input: { deal: (await dealOf(reference)).id, agency: 'liege-airport', role: 'SUPPORT' },
    })
    await update(reference, { activity: 'LOGISTICS' }, 'head@liege-airport.example')
    await reader.page.getByText('Changed just now by', { exact: false }).waitFor({ state: 'attached' })
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Typed, not saved')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await reader.page.locator('dd', { hasText: 'Logistics' }).waitFor()
    await reader.close()
  })

  it('arrives after the connection was lost, and is passed on to a second tab of the browser', async () => {
    const { reference } = await openDeal('Stork')
    const { page, context, open, close } = await visit(browser, other, officer)
    await open(`/deals/${reference}`)
    const second = await context.newPage()
    await second.goto(`${other.address}/deals/${reference}`)
    const decision = (tab: typeof page) => tab.locator('dd', { hasText: '2031' })
    await second.getByRole('heading', { level: 1 }).waitFor()
    await context.setOffline(true)
    await update(reference, { expectedDecision: { from: '2031-01-01', to: '2031-12-31', precision: 'YEAR' } })
    await context.setOffline(false)
    await decision(page).waitFor()
    await decision(second).waitFor()
    // The first tab had the stream.
    await page.close()
    await update(reference, { expectedDecision: null })
    await decision(second).waitFor({ state: 'detached' })
    await close()
  })

  it('is read again when the first answer was lost', async () => {
    const { reference } = await openDeal('Plover')
    const { page, open, close } = await visit(browser, other, officer)
    await open(`/deals/${reference}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.route('**/graphql', (route) => route.abort())
    const lost = page.waitForEvent('requestfailed', (request) =>
      (request.postData() ?? '').includes('query DealPage'),
    )
    await update(reference, { activity: 'LOGISTICS' })
    await lost
    await page.unroute('**/graphql')
    await page.locator('dd', { hasText: 'Logistics' }).waitFor()
    await close()
  })

  it('shows a deal as gone when it may no longer be seen', async () => {
    const { reference } = await openDeal('Crane')
    const { page, open, close } = await visit(browser, other, 'analyst@logistics.example')
    await open(`/deals/${reference}`)
    await page.getByRole('heading', { level: 1, name: 'About Crane' }).waitFor()
    await update(reference, { confidentiality: 'SECRET' })
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    await close()
  })
})

describe('a deal that is followed', () => {
  it('is on the start page with what others have changed in it', async () => {
    const { reference } = await openDeal('Kite')
    const { page, open, close, failures } = await visit(browser, other, officer)
    await open('/')
    await page.getByText('Nothing new in the deals that you follow', { exact: false }).waitFor()
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByRole('button', { name: 'Following', pressed: true }).waitFor()
    await page.getByRole('link', { name: 'Home' }).click()
    await update(reference, { sector: '52' })
    const panel = page.getByRole('region', { name: /Changed since your last visit/ })
    await panel.getByRole('link', { name: 'Kite' }).waitFor()
    await panel.getByText('Head of Awex', { exact: false }).waitFor()
    await panel.getByRole('button', { name: 'Mark all as seen' }).click()
    await panel.getByRole('link', { name: 'Kite' }).waitFor({ state: 'detached' })
    expect(failures).toEqual([])
    await close()
  })
})

describe('users who have a deal open', () => {
  it.each(looks)(
    'see each other ($language, $width)',
    async (look) => {
      const { reference } = await openDeal(`Owl ${look.language} ${look.width}`)
      const colleague = await visit(browser, service, head)
      await colleague.open(`/deals/${reference}`)
      await colleague.page.getByRole('heading', { level: 1 }).waitFor()
      const visitor = await visit(browser, other, officer, look)
      await visitor.open(`/deals/${reference}`)
      const text = look.language === 'EN' ? 'Also here: Head of Awex' : 'Aussi ici : Head of Awex'
      await visitor.page.getByText(text).waitFor()
      await update(reference, { sector: '52' })
      await visitor.page.getByText(look.language === 'EN' ? /just now by/ : /à l’instant par/).waitFor()
      await expectPresentable(visitor, `live-deal-${look.language}`)
      await visitor.page.getByRole('button', { name: /^(Follow|Suivre)$/ }).click()
      await visitor.open('/')
      await update(reference, { sector: '62' })
      await visitor.page
        .getByRole('link', { name: `Owl ${look.language} ${look.width}` })
        .first()
        .waitFor()
      await expectPresentable(visitor, `live-home-${look.language}`)
      await visitor.open('/pipeline')
      await update(reference, { sector: '10' })
      await visitor.page
        .getByText(look.language === 'EN' ? /Changed just now/ : /Modifié à l’instant/)
        .first()
        .waitFor()
      await expectPresentable(visitor, `live-board-${look.language}`)
      await colleague.close()
      await visitor.close()
    },
    60_000,
  )
})

it.each([
  [['deal'], { deal: { id: 'a' } }, 'a', true],
  [['deal'], { deal: { id: 'a' } }, 'b', false],
  [['deal'], undefined, 'b', false],
  [['deals'], { deals: { nodes: [] } }, 'b', true],
  [['deal', 'viewer'], { deal: { id: 'a' } }, 'b', true],
] as const)(
  'a query of %j that shows %j is read again after a change of %s: %s',
  (fields, data, id, expected) => {
    expect(concerns(fields, data, [{ entity: 'Deal', id, deals: [id], own: false }])).toBe(expected)
  },
)
