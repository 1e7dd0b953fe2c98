/** What stays when the session ends, or a password or code is wrong, while a form is open. */
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

const officer = 'officer@awex.example'
const password = 'ancrage-demo'
const dialogOf = (page: Page) => page.getByRole('dialog').last()
const endSessions = (email: string) =>
  service.owner.query(
    `update session s set ended_at = now() from "user" u where u.id = s.user_id and u.email = $1`,
    [email],
  )

const findReference = async () =>
  (
    await service.run(
      'head@awex.example',
      '{ deals(first: 1, where: { masked: { eq: false } }) { nodes { reference } } }',
    )
  ).deals.nodes[0].reference as string

describe('a form whose session has ended', () => {
  it('takes the password over the form, then saves what was typed', async () => {
    const reference = await findReference()
    const visitor = await visit(browser, service, officer, { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Modifier' }).first().click()
    await dialogOf(page).getByLabel('Description').fill('Typed before the session ended')
    await endSessions(officer)
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('heading', { name: 'Votre session a pris fin' }).waitFor()
    await expectPresentable(visitor, 'session-ended')
    await dialogOf(page)
      .getByLabel(/Mot de passe/)
      .fill('wrong')
    await dialogOf(page).getByRole('button', { name: 'Se reconnecter' }).click()
    await dialogOf(page)
      .getByText(/Ce n’est pas votre mot de passe/)
      .waitFor()
    await dialogOf(page)
      .getByLabel(/Mot de passe/)
      .fill(password)
    await dialogOf(page).getByRole('button', { name: 'Se reconnecter' }).click()
    await dialogOf(page).waitFor({ state: 'detached' })
    await page.getByText('Typed before the session ended').first().waitFor()
    expect(new URL(page.url()).pathname).toBe(`/deals/${reference}`)
    await close()
  })

  it('goes on after a sign-in in another window, and not as another user', async () => {
    const reference = await findReference()
    const { page, context, open, close } = await visit(browser, service, officer)
    await open(`/deals/${reference}`)
    await page.getByRole('button', { name: 'Edit' }).first().click()
    await dialogOf(page).getByLabel('Description').fill('Kept over another window')
    await endSessions(officer)
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
    const signInElsewhere = async (email: string) => {
      const other = await context.newPage()
      await other.goto(`${service.address}/auth/sign-in?lang=en`)
      await other.getByLabel('E-mail address').fill(email)
      await other.getByLabel('Password').fill(password)
      await other.getByRole('button', { name: 'Sign in' }).click()
      await other.waitForURL(`${service.address}/`)
      await other.close()
    }
    await signInElsewhere('head@awex.example')
    await dialogOf(page).getByRole('button', { name: 'Done, go on' }).click()
    await dialogOf(page)
      .getByText(/Another person is signed in/)
      .waitFor()
    await signInElsewhere(officer)
    await dialogOf(page).getByRole('button', { name: 'Done, go on' }).click()
    await dialogOf(page).waitFor({ state: 'detached' })
    await page.getByText('Kept over another window').first().waitFor()
    await close()
  })

  it('keeps the form when the user answers later', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open(`/deals/${await findReference()}`)
    await page.getByRole('button', { name: 'Edit' }).first().click()
    await dialogOf(page).getByLabel('Description').fill('For later')
    await endSessions(officer)
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Later' }).click()
    await dialogOf(page).getByRole('alert').waitFor()
    expect(await dialogOf(page).getByLabel('Description').inputValue()).toBe('For later')
    await close()
  })

  it('opens the page to sign in where nothing is typed', async () => {
    const { page, open, close, settle } = await visit(browser, service, officer)
    await open('/pipeline')
    await settle()
    await endSessions(officer)
    await page.getByRole('link', { name: 'Meetings' }).click()
    await page.waitForURL(/auth\/sign-in/)
    await close()
  })
})

describe('the form of a second factor', () => {
  it('shows a wrong password and a wrong first code at the field, and keeps the key', async () => {
    const email = 'wrong@awex.example'
    await service.addUser({ email, name: 'Wrong Typist' })
    const { page, open, close } = await visit(browser, service, email, { language: 'FR' })
    await open('/profile')
    await page.getByRole('button', { name: 'Activer le second facteur' }).click()
    await dialogOf(page).getByLabel('Votre mot de passe').fill('wrong')
    await dialogOf(page).getByRole('button', { name: 'Continuer' }).click()
    await dialogOf(page)
      .getByText(/Ce n’est pas votre mot de passe/)
      .waitFor()
    await dialogOf(page).getByLabel('Votre mot de passe').fill(password)
    await dialogOf(page).getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('img', { name: /Code QR/ }).waitFor()
    const key = await dialogOf(page).locator('code').innerText()
    await dialogOf(page).getByLabel('Premier code').fill('000000')
    await dialogOf(page).getByRole('button', { name: 'Activer' }).click()
    await dialogOf(page)
      .getByText(/Ce n’est pas le code actuel/)
      .waitFor()
    expect(await dialogOf(page).locator('code').innerText()).toBe(key)
    const secret = key.replaceAll(' ', '')
    await dialogOf(page).getByLabel('Premier code').fill(new TOTP({ secret }).generate())
    await dialogOf(page).getByRole('button', { name: 'Activer' }).click()
    await page.getByRole('heading', { name: 'Codes de secours' }).waitFor()
    await dialogOf(page).getByRole('button', { name: 'C’est noté' }).click()
    await page.getByRole('button', { name: 'Changer d’appareil' }).click()
    await dialogOf(page).getByLabel('Votre mot de passe').fill(password)
    await dialogOf(page)
      .getByLabel(/code de secours/)
      .fill('000000')
    await dialogOf(page).getByRole('button', { name: 'Continuer' }).click()
    await dialogOf(page)
      .getByText(/Ce code est faux/)
      .waitFor()
    await close()
  })
})
