/** The rest of the administration: history, stages, agencies, what waits for a decision. */
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

const admin = 'admin@awex.example'
const head = 'head@awex.example'
const operator = 'operator@ancrage.example'
const dialogOf = (page: Page) => page.getByRole('dialog').last()

describe('the history', () => {
  it('says in words who changed what, and is filtered by subject', async () => {
    const id = await service.addUser({ email: 'changed@awex.example', name: 'Changed User' })
    const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }'
    const input = { id, version: 1, role: 'ANALYST', clearance: 'INTERNAL' }
    await service.run(admin, update, { input })
    const { page, open, close, failures } = await visit(browser, service, admin)
    await open('/admin/audit')
    const row = page.getByRole('row').filter({ hasText: 'Changed User' })
    await row.getByText('Role: Officer → Analyst').waitFor()
    await row.getByText('Clearance: Open → Internal').waitFor()
    await page.getByLabel('Subject').selectOption('signIns')
    await row.waitFor({ state: 'detached' })
    await page.getByRole('row').filter({ hasText: 'Session · opened' }).first().waitFor()
    expect(new URL(page.url()).search).toBe('?topic=signIns')
    expect(failures).toEqual([])
    await close()
  })

  it('of one user is found by typing the name, in French', async () => {
    const { page, open, close } = await visit(browser, service, admin, { language: 'FR' })
    await open('/admin/audit')
    await page.getByRole('combobox', { name: 'Qui' }).fill('Administrator of A')
    await page.getByRole('option', { name: /Administrator of Awex/ }).click()
    await page.waitForURL(/by=/)
    await page
      .getByRole('row')
      .filter({ hasText: 'Administrator of Awex' })
      .filter({ hasText: 'Compte' })
      .or(page.getByRole('row').filter({ hasText: 'Session' }))
      .first()
      .waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'Operator' }).count()).toBe(0)
    await close()
  })

  it('of a deal shows who has read it, only to its HEAD', async () => {
    const reference = 'WAL-2018-0001'
    await service.run(head, 'query ($r: String!) { deal(reference: $r) { title } }', { r: reference })
    const { page, open, close } = await visit(browser, service, 'head@michel.example', { language: 'FR' })
    await open(`/deals/${reference}`)
    await page.getByRole('link', { name: 'Historique' }).click()
    await page.getByRole('region', { name: 'Qui l’a lu' }).getByText('Head of Awex').first().waitFor()
    await close()
    const other = await visit(browser, service, head)
    await other.open(`/admin/audit?deal=${reference}`)
    await other.page.getByRole('row').nth(1).waitFor()
    expect(await other.page.getByRole('region', { name: 'Who has read it' }).count()).toBe(0)
    await other.close()
  })
})

describe('a stage', () => {
  it('is edited by the OPERATOR, and another edit meanwhile is shown beside it', async () => {
    const { page, open, close } = await visit(browser, service, operator)
    await open('/admin/stages')
    await page.getByRole('button', { name: 'Edit: Contacted' }).click()
    const update = 'mutation ($input: UpdateDealStageInput!) { updateDealStage(input: $input) { code } }'
    await service.run(operator, update, { input: { code: 'CONTACTED', version: 1, probability: 12 } })
    await dialogOf(page).getByLabel('Probability').fill('15')
    await dialogOf(page).getByLabel('French name').fill('Pris contact')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await dialogOf(page)
      .getByText(/A colleague changed the same fields/)
      .waitFor()
    await dialogOf(page).getByRole('button', { name: 'Keep mine' }).click()
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByText('15%').waitFor()
    const { dealStages } = await service.run(head, '{ dealStages { probability labels { fr en } } }')
    expect(dealStages[1]).toEqual({ probability: 15, labels: { fr: 'Pris contact', en: 'Contacted' } })
    await close()
  })

  it('is only read by a head, in French', async () => {
    const { page, open, close } = await visit(browser, service, head, { language: 'FR', width: 390 })
    await open('/admin/stages')
    await page
      .getByText(/le secteur/)
      .first()
      .waitFor()
    expect(await page.locator('main').getByRole('button').count()).toBe(0)
    await close()
  })
})

describe('an agency', () => {
  it('is added by the OPERATOR, and deactivated', async () => {
    const { page, open, close } = await visit(browser, service, operator)
    await open('/admin/agencies')
    await page.getByRole('button', { name: 'New agency' }).click()
    await dialogOf(page).getByLabel('Name').fill('Port of Liège')
    await dialogOf(page).getByLabel('Code').fill('port-liege')
    await dialogOf(page).getByLabel('Kind').selectOption('INFRASTRUCTURE_OPERATOR')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Port of Liège' }).click()
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialogOf(page).getByLabel('State').selectOption('no')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.locator('dd').getByText('deactivated').waitFor()
    await close()
  })

  it('has its weekly mail scheduled by its head, with a recipient, on a phone in French', async () => {
    const { agency } = await service.run(head, '{ agency(code: "awex") { id } }')
    const visitor = await visit(browser, service, head, { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open(`/admin/agencies/${agency.id}`)
    await page.getByRole('button', { name: 'Programmer' }).click()
    await dialogOf(page).getByLabel('Heure').selectOption('9')
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('chaque lundi à 09:00').waitFor()
    await page.getByRole('button', { name: 'Ajouter un destinataire' }).click()
    await dialogOf(page).getByRole('combobox').fill('Analyst of A')
    await page.getByRole('option', { name: /Analyst of Awex/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialogOf(page)
      .getByRole('button', { name: /Analyst of Awex/ })
      .waitFor()
    await dialogOf(page).getByRole('button', { name: 'Ajouter un destinataire' }).click()
    await page.getByRole('button', { name: /Analyst of Awex$/ }).waitFor()
    await expectPresentable(visitor, 'admin-agency')
    await close()
  })
})

describe('what waits for a decision', () => {
  it('is nothing for an officer, who is led to their profile', async () => {
    const { page, open, close } = await visit(browser, service, 'officer@awex.example', { language: 'FR' })
    await open('/admin')
    await page.getByText(/Votre rôle n’a rien à décider ici/).waitFor()
    await close()
  })

  it('includes the offer of a lead, which the HEAD declines with a reason', async () => {
    const open = `mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }`
    const deal = { codeName: 'Heron', title: 'A mill', openedOn: '2018-01-08', confidentiality: 'OPEN' }
    const { openDeal } = await service.run(head, open, { input: deal })
    const offer = `mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { id } }`
    const input = {
      ...{ deal: openDeal.id, version: 1, to: 'liege-airport', on: '2018-02-01' },
      reason: 'Their site',
    }
    await service.run(head, offer, { input })
    const visitor = await visit(browser, service, 'head@liege-airport.example')
    await visitor.open('/admin')
    await visitor.page.getByText('Their site').waitFor()
    await visitor.page.getByRole('button', { name: /Decline/ }).click()
    await dialogOf(visitor.page).getByLabel('Reason').fill('No space')
    await dialogOf(visitor.page).getByRole('button', { name: 'Decline' }).click()
    await visitor.page.getByText('Their site').waitFor({ state: 'detached' })
    const query = '{ handoverOffers { nodes { status answer } } }'
    const { handoverOffers } = await service.run(head, query)
    expect(handoverOffers.nodes).toContainEqual({ status: 'DECLINED', answer: 'No space' })
    await visitor.close()
  })
})

describe.each([
  ['what waits for a decision', 'admin-start', '/admin'],
  ['the history', 'admin-audit', '/admin/audit'],
  ['the stages', 'admin-stages', '/admin/stages'],
  ['the agencies', 'admin-agencies', '/admin/agencies'],
])('the page of %s', (_, name, path) => {
  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, operator, look)
    await visitor.open(path)
    await visitor.page.getByRole('heading', { level: 1 }).waitFor()
    await visitor.settle()
    await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
