/** Signing in where the role requires a second factor: the page sets it up on the way. */
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, visit } from './browser.js'

let browser: Browser
let service: TestService
beforeAll(async () => {
  browser = await launchBrowser()
  service = await startTestService({ requireSecondFactor: true })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const words = {
  fr: {
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    first: 'Premier code',
    on: 'Activer',
    codes: 'Codes de secours',
    go: 'Continuer vers Ancrage',
  },
  en: {
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    first: 'First code',
    on: 'Switch on',
    codes: 'Recovery codes',
    go: 'Continue to Ancrage',
  },
} as const

const signIn = async (page: Page, email: string, language: 'fr' | 'en') => {
  const text = words[language]
  await page.goto(`${service.address}/auth/sign-in?lang=${language}&returnTo=%2Fprofile`)
  await page.getByLabel(text.email).fill(email)
  await page.getByLabel(text.password).fill('ancrage-demo')
  await page.getByRole('button', { name: text.submit }).click()
}

describe('the first sign-in of a user whose role requires a second factor', () => {
  it.each([
    ['ADMIN', 'fr', 390],
    ['HEAD', 'en', 1440],
    ['OPERATOR', 'fr', 1440],
  ] as const)('of %s sets it up and is signed in, in %s at %i', async (role, language, width) => {
    const text = words[language]
    const email = `first-${role.toLowerCase()}@awex.example`
    await service.addUser({ email, name: 'First User', role, language: language.toUpperCase() as 'FR' })
    const visitor = await visit(browser, service, null, { width })
    const { page, close } = visitor
    await signIn(page, email, language)
    await page.getByLabel(text.first).waitFor()
    expect(await page.getByLabel(text.password, { exact: true }).isVisible()).toBe(false)
    await expectPresentable(visitor, `enrolment-${language}`)
    await page.getByLabel(text.first).fill('000000')
    await page.getByRole('button', { name: text.on }).click()
    await page.getByRole('alert').getByText(/code/).waitFor()
    const secret = (await page.locator('#enrolment code').innerText()).replaceAll(' ', '')
    await page.getByLabel(text.first).fill(new TOTP({ secret }).generate())
    await page.getByRole('button', { name: text.on }).click()
    await page.getByRole('heading', { name: text.codes }).waitFor()
    expect(await page.locator('#recovery li').count()).toBe(10)
    await expectPresentable(visitor, `enrolment-codes-${language}`)
    await page.getByRole('button', { name: text.go }).click()
    await page.waitForURL(`${service.address}/profile`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await close()
  })

  it('draws the key as a QR code', async () => {
    const email = 'drawn@awex.example'
    await service.addUser({ email, role: 'ADMIN' })
    const { page, close } = await visit(browser, service, null)
    await signIn(page, email, 'en')
    const path = page.getByRole('img', { name: /QR/ }).locator('path')
    await path.waitFor()
    expect((await path.getAttribute('d'))!.length).toBeGreaterThan(1_000)
    await close()
  })
})
