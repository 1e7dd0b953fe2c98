/** The pages of sites: found, entered and edited by their agency, with the deals in which they compete. */
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

const findSite = async (name: string): Promise<string> => {
  const query = 'query ($name: String!) { sites(where: { name: { eq: $name } }) { nodes { id } } }'
  return (await service.run(officer, query, { name })).sites.nodes[0].id
}

describe('the list of sites', () => {
  it('is filtered by kind and area, and the address holds the view', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/sites')
    await page.getByRole('rowheader', { name: /Ancien site de Caterpillar/ }).waitFor()
    await page.getByLabel('Kind').selectOption('GREENFIELD')
    await page.getByRole('rowheader', { name: /Ancien site de Caterpillar/ }).waitFor({ state: 'detached' })
    await page.getByRole('rowheader', { name: /Nord de Liège Airport/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?kind=GREENFIELD')
    await close()
  })
})

describe('a site', () => {
  it('is entered by an officer, in French, and its page opens', async () => {
    const { page, open, close } = await visit(browser, service, officer, { language: 'FR' })
    await open('/sites')
    await page.getByRole('link', { name: 'Nouveau site' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Site' }).fill('Hall 12')
    await dialog.getByLabel('Nature').selectOption('BUILDING')
    await dialog.getByLabel('Superficie en hectares, au moins').fill('1,5')
    await dialog.getByLabel('Disponibilité').selectOption('RESERVED')
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hall 12' }).waitFor()
    await page.getByText('1,5+ ha').waitFor()
    await page.getByText('réservé').waitFor()
    await close()
  })

  it('shows the deals in which it competes, and only to who may know that', async () => {
    const id = await findSite('Nord de Liège Airport')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/sites/${id}`)
    await page
      .getByRole('region', { name: 'Deals in which it competes' })
      .getByRole('link', { name: /Alibaba/ })
      .waitFor()
    await close()
    const reader = await visit(browser, service, 'analyst@awex.example')
    await reader.open(`/sites/${id}`)
    await reader.page.getByText(/there may be others/).waitFor()
    expect(await reader.page.locator('main').innerText()).not.toContain('Alibaba')
    await reader.close()
  })

  it('is edited by the agency that entered it, and by no other', async () => {
    const id = await findSite('Ancien site de Caterpillar')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/sites/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Availability').selectOption('AVAILABLE')
    await page.getByLabel('Available from').fill('2018-10-01')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('since 1 October 2018').waitFor()
    await close()
    const other = await visit(browser, service, 'officer@liege-airport.example')
    await other.open(`/sites/${id}`)
    await other.page.getByRole('heading', { level: 1, name: 'Ancien site de Caterpillar' }).waitFor()
    expect(await other.page.locator('main').getByRole('button').count()).toBe(0)
    await other.close()
  })
})

describe.each([
  ['the list of sites', 'sites', async () => '/sites'],
  ['a site', 'site', async () => `/sites/${await findSite('Nord de Liège Airport')}`],
])('the page of %s', (_, name, path) => {
  it.each([...looks, { language: 'NL', width: 768, dark: false } as const])(
    'is presentable in $language at $width, dark: $dark',
    async (look) => {
      const visitor = await visit(browser, service, officer, look)
      await visitor.open(await path())
      await visitor.page
        .getByText(/Nord de Liège/)
        .first()
        .waitFor()
      await visitor.settle()
      await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
      await visitor.close()
    },
  )
})
