/** What pages say before and after a decision about access: who sees a deal, what ends a link, how to sign in. */
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, visit } from './browser.js'

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

const head = 'head@awex.example'
const admin = 'admin@awex.example'
const dialogOf = (page: Page) => page.getByRole('dialog').last()

describe('a deal', () => {
  it('names to a member of its team with a low clearance the clearance as the reason, in French', async () => {
    const email = 'low@awex.example'
    await service.addUser({ email, name: 'Low Clearance', clearance: 'OPEN' })
    const { deals } = await service.run(
      head,
      `{ deals(first: 1, where: { masked: { eq: false }, confidentiality: { in: [INTERNAL, RESTRICTED] },
           leadAgency: { code: { eq: "awex" } } }) { nodes { reference } } }`,
    )
    const visitor = await visit(browser, service, email, { language: 'FR', width: 390 })
    const { page, open, close, settle } = visitor
    await open(`/deals/${deals.nodes[0].reference}`)
    await page.getByText(/Votre agence fait partie de son équipe/).waitFor()
    await page.getByText(/un responsable de cette agence peut vous donner un accès nominatif/).waitFor()
    await settle()
    await expectPresentable(visitor, 'masked-clearance')
    await close()
  })

  it('says who will see it before it is made secret', async () => {
    const { deals } = await service.run(
      head,
      `{ deals(first: 1, where: { masked: { eq: false }, leadAgency: { code: { eq: "awex" } },
           officer: { isNull: false } }) { nodes { reference officer { name } } } }`,
    )
    const { reference, officer } = deals.nodes[0]
    const visitor = await visit(browser, service, head)
    const { page, open, close } = visitor
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Edit' }).first().click()
    await dialogOf(page).getByLabel('Confidentiality').selectOption('SECRET')
    const notice = dialogOf(page).getByText(/All others lose sight of it/)
    await notice.waitFor()
    expect(await notice.innerText()).toContain(officer.name)
    expect(await notice.innerText()).toContain('Head of Awex')
    await expectPresentable(visitor, 'deal-secret')
    await close()
  })
})

describe('a user with rights that wait for approval', () => {
  it('has a link that the approval ends, as the pages of both ADMINs state', async () => {
    const second = 'second@awex.example'
    await service.addUser({ email: second, name: 'Second Admin', role: 'ADMIN' })
    const visitor = await visit(browser, service, admin, { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open('/admin/users/new')
    await dialogOf(page).getByLabel('Nom', { exact: true }).fill('Hélène Head')
    await dialogOf(page).getByLabel('Adresse e-mail').fill('helene@awex.example')
    await dialogOf(page).getByLabel('Rôle').selectOption('HEAD')
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText(/Son approbation annule ce lien/).waitFor()
    await expectPresentable(visitor, 'link-awaits-approval')
    await close()
    const other = await visit(browser, service, second)
    await other.open('/admin')
    await other.page.getByText(/Approval ends a password link/).waitFor()
    await other.close()
  })

  it('is not mentioned where the rights count at once', async () => {
    const { page, open, close } = await visit(browser, service, admin)
    await open('/admin/users/new')
    await dialogOf(page).getByLabel('Name').fill('Oscar Officer')
    await dialogOf(page).getByLabel('E-mail address').fill('oscar@awex.example')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Link for Oscar Officer' }).waitFor()
    expect(
      await dialogOf(page)
        .getByText(/approval ends/)
        .count(),
    ).toBe(0)
    await close()
  })
})

describe('the profile', () => {
  it('offers no password form to a user of a provider, and says how to get one', async () => {
    const email = 'provided@awex.example'
    const id = await service.addUser({ email, name: 'Provided User' })
    const { page, open, close, settle } = await visit(browser, service, email, { language: 'FR' })
    await service.owner.query('delete from credential where user_id = $1', [id])
    await open('/profile')
    await page.getByText(/Un administrateur de votre agence peut vous envoyer un lien/).waitFor()
    await settle()
    expect(await page.getByRole('button', { name: 'Changer le mot de passe' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Activer le second facteur' }).count()).toBe(0)
    await close()
  })

  it('counts the recovery codes that are left, of the user alone', async () => {
    const email = 'codes@awex.example'
    const id = await service.addUser({ email, name: 'Code User' })
    const input = { email, password: 'ancrage-demo' }
    const enrol = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret } }'
    const confirm =
      'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }'
    const { page, open, close } = await visit(browser, service, email)
    const { secret } = (await service.run(null, enrol, { input })).enrolSecondFactor
    const code = new TOTP({ secret }).generate()
    const { recoveryCodes } = (await service.run(null, confirm, { input: { ...input, code } }))
      .confirmSecondFactor
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    await service.run(null, signIn, { input: { ...input, code: recoveryCodes[0] } })
    await open('/profile')
    await page.getByText(/You have 9 recovery codes left/).waitFor()
    await close()
    expect((await service.run(admin, '{ viewer { recoveryCodesLeft hasPassword } }')).viewer).toEqual({
      recoveryCodesLeft: 0,
      hasPassword: true,
    })
    const { rows } = await service.owner.query('select recovery_codes_left($1) as left, has_password($1)', [
      id,
    ])
    expect(rows).toEqual([{ left: 0, has_password: false }])
  })
})

describe('the menu of an OPERATOR', () => {
  it.each([1440, 390])('has no page of deals, at %i', async (width) => {
    const visitor = await visit(browser, service, 'operator@ancrage.example', { width, language: 'FR' })
    const { page, open, close, settle } = visitor
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settle()
    const links = await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link').allInnerTexts()
    expect(links.map((text) => text.trim())).toEqual(
      ['Ancrage', 'Accueil', 'Administration'].slice(width > 500 ? 0 : 1),
    )
    await expectPresentable(visitor, 'operator')
    await close()
  })
})
