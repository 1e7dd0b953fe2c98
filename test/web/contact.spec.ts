/** The page of a person: employments, who met them, edits and erasure. */
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
const partner = 'officer@liege-airport.example'

const findContact = async (name: string): Promise<string> => {
  const query = 'query ($name: String!) { contacts(where: { name: { eq: $name } }) { nodes { id } } }'
  return (await service.run(head, query, { name })).contacts.nodes[0].id
}
const createContact = async (name: string): Promise<string> => {
  const create = 'mutation ($input: CreateContactInput!) { createContact(input: $input) { id } }'
  return (await service.run(officer, create, { input: { name } })).createContact.id
}

describe('the page of a person', () => {
  it('is found by the search and shows where they work and who met them', async () => {
    const { page, open, close, failures } = await visit(browser, service, officer)
    await open('/search?q=Jack%20Ma')
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Person' })
      .getByRole('link', { name: 'Jack Ma' })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Jack Ma' }).waitFor()
    await page.getByRole('region', { name: 'Employments' }).getByRole('link', { name: 'Alibaba' }).waitFor()
    const met = page.getByRole('region', { name: 'Who met them, and when' })
    await met.getByText('Rencontre du Lambermont').waitFor()
    await met.getByRole('link', { name: 'Charles Michel' }).first().waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('reads alike for a hidden person and for none, in French', async () => {
    const id = await createContact('Unseen Person')
    const { page, open, close } = await visit(browser, service, partner, { language: 'FR' })
    const read = async (id: string) => {
      await open(`/contacts/${id}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page.locator('main').innerText()
    }
    expect(await read(id)).toBe(await read('01972c1e-0000-7000-8000-000000000000'))
    await close()
  })

  it('offers no change to the cabinet, who only reads', async () => {
    const { page, open, close } = await visit(browser, service, 'cabinet@jeholet.example', { language: 'FR' })
    await open(`/contacts/${await findContact('Charles Michel')}`)
    await page.getByRole('heading', { level: 1, name: 'Charles Michel' }).waitFor()
    expect(await page.locator('main').getByRole('button').count()).toBe(0)
    await close()
  })
})

describe('a person', () => {
  it('is added to a company, and one who is there already is warned of', async () => {
    const visitor = await visit(browser, service, officer, { width: 390 })
    const { page, open, close } = visitor
    await open('/search?q=Alibaba')
    await page.getByRole('listitem').filter({ hasText: 'Company' }).getByRole('link').first().click()
    await page.getByRole('button', { name: 'New person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Jak Ma')
    await dialog.getByText('Is it one of these people?').waitFor()
    await dialog.getByRole('link', { name: 'Jack Ma' }).waitFor()
    await expectPresentable(visitor, 'contact-new')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Margriet Claes')
    await dialog.getByRole('textbox', { name: 'Job title' }).fill('Head of Europe')
    await dialog.getByLabel('Work telephone').fill('0475 12 34 56')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const people = page.getByRole('region', { name: 'People' })
    await people.getByRole('link', { name: 'Margriet Claes' }).click()
    await page.getByRole('link', { name: '+32475123456' }).waitFor()
    await close()
  })

  it('gets an employment, which then ends', async () => {
    const id = await createContact('Moving Manager')
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/contacts/${id}`)
    const employments = page.getByRole('region', { name: 'Employments' })
    await employments.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('combobox', { name: 'Company' }).fill('Zala')
    await page.getByRole('option', { name: /Zalando/ }).click()
    await page.getByLabel('Job title').fill('Director')
    await page.getByLabel('From').fill('March 2017')
    await page.getByRole('button', { name: 'Save' }).click()
    await employments.getByText('since March 2017').waitFor()
    await employments.getByRole('button', { name: 'End' }).click()
    await page.getByRole('dialog').getByLabel('Until').fill('30 June 2018')
    await page.getByRole('button', { name: 'Save' }).click()
    await employments.getByText('since March 2017 · until 30 June 2018').waitFor()
    await close()
  })

  it('is edited', async () => {
    const id = await createContact('Plain Name')
    const { page, open, close } = await visit(browser, service, officer, { language: 'FR' })
    await open(`/contacts/${id}`)
    await page.getByRole('button', { name: 'Modifier' }).first().click()
    await page.getByLabel('Langue').selectOption('NL')
    await page.getByLabel('Décide, ou pèse sur la décision').check()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.locator('dd', { hasText: 'Nederlands' }).waitFor()
    await page.getByRole('article').getByText('décideur').first().waitFor()
    await close()
  })

  it('is erased for good after the head has seen the texts with the name', async () => {
    const id = await createContact('Erased Gentleman')
    const visitor = await visit(browser, service, head)
    const { page, open, close } = visitor
    await open(`/contacts/${id}`)
    await page.getByRole('button', { name: 'Erase…' }).click()
    await page.getByText(/removed for good/).waitFor()
    await expectPresentable(visitor, 'contact-erase')
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByRole('heading', { level: 1, name: 'Erased person' }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('Gentleman')
    await close()
  })
})

describe('an erasure', () => {
  it('names the row, the field and the words of each mention, and reports what still names the person', async () => {
    const id = await createContact('Reported Person')
    const create = 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }'
    const { deals } = await service.run(
      head,
      '{ deals(first: 1, where: { leadAgency: { code: { eq: "awex" } } }) { nodes { id reference } } }',
    )
    const { id: deal, reference } = deals.nodes[0]
    for (const title of ['Call Reported Person', 'Thank Reported Person'])
      await service.run(head, create, { input: { deal, title, dueOn: '2030-01-01' } })
    const visitor = await visit(browser, service, head, { language: 'FR', width: 390 })
    const { page, open, close, settle } = visitor
    await open(`/contacts/${id}`)
    await page.getByRole('button', { name: 'Effacer…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByText(/retirés|effacés|supprimés/)
      .first()
      .waitFor()
    await settle()
    expect(await dialog.innerText()).toContain('Action, Intitulé')
    expect(await dialog.innerText()).not.toContain('Task')
    const row = dialog.getByRole('listitem').filter({ hasText: 'Call Reported Person' }).first()
    expect(await row.getByRole('link').getAttribute('href')).toBe(`deals/${reference}`)
    await expectPresentable(visitor, 'contact-erase-mentions')
    await row.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Effacer définitivement' }).click()
    const report = page.getByRole('region', { name: 'Résultat de l’effacement' })
    await report.getByText('nom noirci').first().waitFor()
    await report.getByText('nomme encore la personne').first().waitFor()
    await settle()
    await report
      .getByText(/Thank Reported Person/)
      .first()
      .waitFor()
    await expectPresentable(visitor, 'contact-erasure-report')
    await close()
  })

  it('no longer shows the job title of the person after it', async () => {
    const { page, open, close } = await visit(browser, service, head)
    await open(`/contacts/${await createContact('Titled Person')}`)
    const employments = page.getByRole('region', { name: 'Employments' })
    await employments.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('combobox', { name: 'Company' }).fill('Zala')
    await page.getByRole('option', { name: /Zalando/ }).click()
    await page.getByLabel('Job title').fill('Grand Vizier')
    await page.getByRole('button', { name: 'Save' }).click()
    await employments.getByText('Grand Vizier').waitFor()
    await page.getByRole('button', { name: 'Erase…' }).click()
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByRole('heading', { level: 1, name: 'Erased person' }).waitFor()
    await page.getByText('Grand Vizier').waitFor({ state: 'detached' })
    await close()
  })
})

describe('the page of Jack Ma', () => {
  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open(`/contacts/${await findContact('Jack Ma')}`)
    await visitor.page
      .getByText(/Lambermont/)
      .first()
      .waitFor()
    await expectPresentable(visitor, `contact-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
