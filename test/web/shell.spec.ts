/** The frame of the application: sign-in, navigation, language, theme, states. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { pagePaths } from '../../src/http/page-paths.js'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, launchBrowser, looks, visit } from './browser.js'

let browser: Browser
let service: TestService
beforeAll(async () => {
  browser = await launchBrowser()
  service = await startTestService()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const officer = 'officer@awex.example'
const cookie = { cookie: 'ancrage_session=x' }

describe('an unauthenticated visitor', () => {
  it('signs in and is back at the address that they opened', async () => {
    const { page, open, close, failures } = await visit(browser, service, null)
    await open('/search?q=alibaba')
    expect(new URL(page.url()).pathname).toBe('/auth/sign-in')
    await page.getByLabel('E-mail address').fill(officer)
    await page.getByLabel('Password').fill('ancrage-demo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`${service.address}/search?q=alibaba`)
    await page.getByRole('navigation', { name: 'Navigation' }).waitFor()
    expect(failures).toEqual([])
    await close()
  })

  it('is sent to sign in again when the session has ended', async () => {
    const { page, context, open, settle, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('navigation').waitFor()
    await settle()
    await context.clearCookies()
    await context.addCookies([{ name: 'ancrage_session', value: 'expired', url: service.address }])
    await open('/meetings')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/meetings')
    await close()
  })
})

describe('a signed-in user', () => {
  it('chooses another language, which stays', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('link', { name: 'Accueil' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr-BE')
    await open('/meetings')
    await page.getByRole('link', { name: 'Rencontres' }).waitFor()
    await close()
  })

  it('chooses the dark theme, which stays', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('button', { name: 'Dark' }).click()
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await ground()
    await page.reload()
    await page.getByRole('navigation').waitFor()
    expect(await ground()).toBe(dark)
    await close()
  })

  it('signs out from the menu', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await open('/')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await close()
  })

  it('reaches the search with a slash, but not while typing', async () => {
    const { page, open, close } = await visit(browser, service, officer)
    await open('/')
    const box = page.getByRole('combobox', { name: 'Search Ancrage' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('a/b')
    expect(await box.inputValue()).toBe('a/b')
    await close()
  })

  it('sees that the network is gone', async () => {
    const { page, context, open, close } = await visit(browser, service, officer)
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await context.setOffline(true)
    await page
      .getByRole('alert')
      .getByText(/No network/)
      .waitFor()
    await close()
  })

  it.each(looks)('opens the menu in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, officer, look)
    await visitor.open('/')
    await visitor.page.getByRole('heading', { level: 1 }).waitFor()
    await visitor.page.getByRole('button', { name: /Votre compte|Your account/ }).click()
    await expectPresentable(visitor, `menu-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})

describe('the service', () => {
  it('answers each address of the application, and no other', () => {
    const file = fileURLToPath(new URL('../../../web/src/routes.tsx', import.meta.url))
    const routes = [...readFileSync(file, 'utf8').matchAll(/ path: '([^']+)'/g)].map(([, path]) => path!)
    expect(routes.map((path) => path.replace(/\$/g, ':')).sort()).toEqual([...pagePaths].sort())
  })

  it('allows styles by a nonce that each answer has of its own', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () =>
        (await fetch(`${service.address}/`, { headers: cookie })).headers.get('content-security-policy'),
      ),
    )
    expect(policies[0]).toMatch(/script-src 'self'; style-src 'self' 'nonce-[\w+/=]{20,}'/)
    expect(policies[0]).not.toContain('unsafe')
    expect(policies[0]).not.toBe(policies[1])
  })

  it('sends scripts in brotli, to be kept for a year', async () => {
    const page = await (await fetch(`${service.address}/`, { headers: cookie })).text()
    const script = /src="\.(\/assets\/[^"]+)"/.exec(page)![1]!
    const { headers } = await fetch(service.address + script, { headers: { 'accept-encoding': 'br, gzip' } })
    expect(headers.get('content-encoding')).toBe('br')
    expect(headers.get('cache-control')).toContain('immutable')
  })
})
