/** The pages of companies: found, read, entered, edited, and the briefing for the minute before a meeting. */
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
const head = 'head@awex.example'
const cabinet = 'cabinet@jeholet.example'
const partner = 'officer@liege-airport.example'

const idOf = async (name: string): Promise<string> => {
  const query = 'query ($name: String!) { prospects(where: { name: { eq: $name } }) { nodes { id } } }'
  return (await service.run(head, query, { name })).prospects.nodes[0].id
}

const create = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id version } }'
const createCompany = async (name: string, by = officer): Promise<{ id: string; version: number }> =>
  (await service.run(by, create, { input: { name } })).createProspect

describe('the list of prospects', () => {
  it('is filtered by words and country and sorted, and the address holds the view', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/prospects')
    await page.getByRole('rowheader', { name: /Thunder Power/ }).waitFor()
    await page.getByRole('searchbox', { name: /Name, number or city/ }).fill('cainiao')
    await page.getByRole('rowheader', { name: /Thunder Power/ }).waitFor({ state: 'detached' })
    await page.getByRole('rowheader', { name: /Cainiao/ }).waitFor()
    await page.getByRole('searchbox', { name: /Name, number or city/ }).fill('')
    await page.getByLabel('Country').selectOption({ label: 'China' })
    await page.getByRole('rowheader', { name: /Zalando/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Employees' }).click()
    await page.getByRole('columnheader', { name: /Employees/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?country=CN&sort=headcount')
    await page.reload()
    await page.getByRole('rowheader', { name: /Alibaba/ }).waitFor()
    expect(await page.getByRole('rowheader', { name: /Zalando/ }).count()).toBe(0)
    await close()
  })

  it('has no company that the viewer may not see, and no form for who only reads', async () => {
    await createCompany('Hidden Harbour')
    const { page, open, close } = await visit(browser, service, partner)
    await open('/prospects?q=Hidden')
    await page.getByText('No prospect that you may see matches.').waitFor()
    await close()
    const reader = await visit(browser, service, cabinet)
    await reader.open('/prospects')
    await reader.page.getByRole('rowheader').first().waitFor()
    expect(await reader.page.getByRole('link', { name: /Nouveau|New prospect/ }).count()).toBe(0)
    await reader.close()
  })
})

describe('the page of a company', () => {
  it('shows who it is, its deals, its people and who met them, its group and what is disputed', async () => {
    const { page, open, close, failures } = await visit(browser, service, officer)
    await open(`/prospects/${await idOf('Alibaba')}`)
    await page.getByRole('heading', { level: 1, name: 'Alibaba' }).waitFor()
    await page.getByText('60,000').waitFor()
    const deals = page.getByRole('region', { name: 'Deals' })
    await deals.getByRole('link', { name: /centre européen de distribution/ }).waitFor()
    await deals.getByText('1,000+').waitFor()
    const people = page.getByRole('region', { name: 'People' })
    await people.getByText(/last met 3 July 2018 · with/).waitFor()
    await page
      .getByRole('region', { name: 'Group' })
      .getByRole('link', { name: /Cainiao/ })
      .waitFor()
    await page.getByRole('region', { name: 'Claims' }).getByText('Disputed: both sides').waitFor()
    await people.getByRole('link', { name: 'Jack Ma' }).click()
    await page.getByRole('heading', { level: 1, name: 'Jack Ma' }).waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('shows a partner only its own share, and says that there may be more', async () => {
    const held = await idOf('Cainiao Smart Logistics Network')
    const holder = (await createCompany('Silent Partner')).id
    const record = 'mutation ($input: RecordStakeInput!) { recordStake(input: $input) { id } }'
    await service.run(officer, record, { input: { holder, held, percent: '49' } })
    const { page, open, close } = await visit(browser, service, partner)
    await open(`/prospects/${held}`)
    await page
      .getByRole('region', { name: 'Deals' })
      .getByText(/hub de fret charter/)
      .waitFor()
    await page.getByText(/there may be others/).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('Silent Partner')
    await close()
  })

  it('reads alike for a hidden company and for none', async () => {
    const { id } = await createCompany('Never Shown')
    const { page, open, close } = await visit(browser, service, partner)
    const read = async (id: string) => {
      await open(`/prospects/${id}`)
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      return page.locator('main').innerText()
    }
    expect(await read(id)).toBe(await read('01972c1e-0000-7000-8000-000000000000'))
    await close()
  })

  it('ends at a ring of companies that hold each other', async () => {
    const [one, other] = [await createCompany('Ring One'), await createCompany('Ring Two')]
    const record = 'mutation ($input: RecordStakeInput!) { recordStake(input: $input) { id } }'
    for (const [holder, held] of [
      [one, other],
      [other, one],
    ])
      await service.run(officer, record, { input: { holder: holder!.id, held: held!.id, percent: '30' } })
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/prospects/${one.id}`)
    await page.getByRole('region', { name: 'Group' }).getByText('see above').waitFor()
    await close()
  })
})

describe('a new company', () => {
  it('is warned of while one types, in French, and not of companies that one may not see', async () => {
    await createCompany('Port Invisible')
    const visitor = await visit(browser, service, officer, { language: 'FR' })
    const { page, open, close } = visitor
    await open('/prospects')
    await page.getByRole('link', { name: 'Nouveau prospect' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Entreprise', exact: true }).fill('Tunder Power SA')
    await dialog.getByText('Est-ce l’une de celles-ci ?').waitFor()
    await dialog.getByRole('link', { name: 'Thunder Power' }).waitFor()
    await expectPresentable(visitor, 'prospect-new')
    await close()
    const other = await visit(browser, service, partner)
    await other.open('/prospects/new')
    await other.page.getByRole('textbox', { name: 'Company', exact: true }).fill('Port Invisible')
    await other.page.waitForResponse((response) => response.url().endsWith('/graphql'))
    expect(await other.page.getByText('Port Invisible').count()).toBe(0)
    await other.close()
  })

  it('is entered by the keyboard alone, and its page opens', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/prospects/new')
    await page.getByRole('textbox', { name: 'Company', exact: true }).waitFor()
    await page.keyboard.type('Vives Chocolates')
    await page.getByLabel('Country').selectOption('BE')
    await page.getByLabel('Employees').fill('1 250')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Vives Chocolates' }).waitFor()
    await page.getByText('1,250').waitFor()
    await close()
  })

  it('that is refused keeps what was typed and says why at the field', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/prospects/new')
    await page.getByRole('textbox', { name: 'Company', exact: true }).fill('Lei Faulty')
    await page.getByLabel('LEI').fill('123')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('LEI').getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('textbox', { name: 'Company', exact: true }).inputValue()).toBe('Lei Faulty')
    await close()
  })
})

describe('a change of a company', () => {
  it('by two users of the same field shows both values', async () => {
    const { id, version } = await createCompany('Two Hands')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/prospects/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('City').fill('Liège')
    const update = 'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id } }'
    await service.run(head, update, { input: { id, version, city: 'Namur', country: 'BE' } })
    await page.getByRole('button', { name: 'Save' }).click()
    const row = page.getByRole('row', { name: /City/ })
    await row.getByText('Namur').waitFor()
    await row.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Liège, Belgium').waitFor()
    await close()
  })

  it('records a stake in another company, found by its name', async () => {
    const { id } = await createCompany('Holding House')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/prospects/${id}`)
    await page.getByRole('button', { name: 'New stake' }).click()
    await page.getByRole('combobox', { name: 'Other company' }).fill('Thunder')
    await page.getByRole('option', { name: /Thunder Power/ }).click()
    await page.getByLabel('Share in %').fill('12,5')
    await page.getByRole('button', { name: 'Save' }).click()
    const group = page.getByRole('region', { name: 'Group' })
    await group.getByRole('link', { name: 'Thunder Power' }).waitFor()
    await group.getByText('12.5%').waitFor()
    await close()
  })

  it('opens a deal of the company', async () => {
    const { id } = await createCompany('Deal Maker')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/prospects/${id}`)
    await page.getByRole('button', { name: 'New deal' }).click()
    await page.getByLabel('Title').fill('Deal Maker: a plant')
    await page.getByLabel('Code name').fill('Falcon')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'Deal Maker: a plant' }).waitFor()
    await page.getByRole('link', { name: 'Deal Maker', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Deal Maker' }).waitFor()
    await close()
  })
})

describe('the briefing', () => {
  it('shows on one page who they are, what they want, the last meetings and what is disputed', async () => {
    const { page, open, close } = await visit(browser, service, officer, { language: 'FR' })
    const id = await idOf('Alibaba')
    await open(`/prospects/${id}`)
    await page.getByRole('link', { name: 'Fiche' }).click()
    await page.getByRole('heading', { level: 1, name: 'Fiche – Alibaba' }).waitFor()
    await page.getByText('1 000+').waitFor()
    await page.getByText('Jack Ma').first().waitFor()
    await page.getByRole('heading', { name: 'Contesté : les deux versions' }).waitFor()
    const address = await page.getByRole('link', { name: 'PDF' }).getAttribute('href')
    expect(address).toBe(`${service.address}/briefings/${id}.pdf?lang=fr`)
    await close()
  })
})

describe.each([
  ['the list of prospects', 'prospects', async () => '/prospects'],
  ['a company', 'prospect', async () => `/prospects/${await idOf('Alibaba')}`],
  ['a briefing', 'briefing', async () => `/prospects/${await idOf('Alibaba')}/briefing`],
])('the page of %s', (_, name, path) => {
  it.each([...looks, { language: 'DE', width: 768, dark: false } as const])(
    'is presentable in $language at $width, dark: $dark',
    async (look) => {
      const visitor = await visit(browser, service, officer, look)
      await visitor.open(await path())
      await visitor.page
        .getByText(/Alibaba/)
        .first()
        .waitFor()
      await visitor.settle()
      await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
      await visitor.close()
    },
  )
})
