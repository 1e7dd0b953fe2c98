/** Signing in and out in a real browser. The provider is another site, as a real one is. SHOTS=folder keeps screenshots. */
import chromium from '@sparticuz/chromium'
import { Secret, TOTP } from 'otpauth'
import { chromium as browsers, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { startWithProvider, type OpenIdTestService } from './openid-service.js'
import { forms, settingsUnder } from './provider-forms.js'
import { startTestService } from './test-service.js'

const shots = process.env.SHOTS

let browser: Browser
let service: OpenIdTestService
beforeAll(async () => {
  chromium.setGraphicsMode = false
  // Chromium has no sandbox for root; it opens only our own pages.
  const args = ['--no-sandbox', '--host-resolver-rules=MAP ancrage.test 127.0.0.1']
  browser = await browsers.launch({ executablePath: await chromium.executablePath(), args })
  service = await startWithProvider({}, { host: 'localhost' })
  service.provider.asks = true
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const officer = { sub: 'officer', email: 'officer@awex.example', email_verified: true }
const summary = '/summaries/awex/2018-W22?lang=en'

interface Visitor {
  page: Page
  context: BrowserContext
  /** Errors of scripts, and what the content security policy has blocked. */
  failures: string[]
}

async function visit(locale: string, options: { width?: number; dark?: boolean } = {}): Promise<Visitor> {
  const { width = 1440, dark = false } = options
  const context = await browser.newContext({
    ...{ locale, viewport: { width, height: width > 500 ? 900 : 844 }, colorScheme: dark ? 'dark' : 'light' },
  })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text())
  })
  return { page, context, failures }
}

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

/** Returns the address of the user whose cookie the browser has. */
async function viewerOf({ page }: Visitor): Promise<string | undefined> {
  const response = await page.request.post(`${service.ancrage.address}/graphql`, {
    data: { query: '{ viewer { email } }' },
  })
  const { data } = (await response.json()) as { data?: { viewer: { email: string } } }
  return data?.viewer.email
}

describe('a browser without a session', () => {
  it('signs in with the provider and is back on the page that it opened', async () => {
    service.provider.person = officer
    const visitor = await visit('fr-BE')
    const { page, failures } = visitor
    expect((await page.goto(service.ancrage.address + summary))!.status()).toBe(401)
    await page.getByRole('link', { name: /Continue with your organisation/ }).click()
    await page.getByRole('link', { name: 'Continue as officer' }).click()
    await page.getByRole('heading', { name: /Weekly summary/ }).waitFor()
    expect(page.url()).toBe(service.ancrage.address + summary)
    await page.goto(`${service.ancrage.address}/`)
    expect(await viewerOf(visitor)).toBe(officer.email)
    expect(failures).toEqual([])
    await visitor.context.close()
  })

  it('signs in with a password, and reads of a wrong one in its language', async () => {
    const { page, context, failures } = await visit('nl-BE')
    await page.goto(`${service.ancrage.address}/summaries/awex/2018-W22`)
    await page.getByRole('heading', { name: 'Aanmelden' }).waitFor()
    await page.getByLabel('E-mailadres').fill(officer.email)
    await page.getByLabel('Wachtwoord').fill('wrong')
    await page.getByRole('button', { name: 'Aanmelden' }).click()
    await page
      .getByRole('alert')
      .getByText(/wachtwoord/)
      .waitFor()
    await page.getByLabel('Wachtwoord').fill('ancrage-demo')
    await page.getByRole('button', { name: 'Aanmelden' }).click()
    await page.getByRole('heading', { name: /2018/ }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/summaries/awex/2018-W22')
    expect(failures).toEqual([])
    await context.close()
  })

  it('enters the code of a second factor, if the user has one', async () => {
    const email = 'head@awex.example'
    const input = { email, password: 'ancrage-demo' }
    const enrol = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret } }'
    const { secret } = (await service.ancrage.run(null, enrol, { input })).enrolSecondFactor
    const code = new TOTP({ secret: Secret.fromBase32(secret as string) }).generate()
    const confirm =
      'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }'
    const { recoveryCodes } = (await service.ancrage.run(null, confirm, { input: { ...input, code } }))
      .confirmSecondFactor
    const { page, context, failures } = await visit('fr-BE')
    await page.goto(`${service.ancrage.address}/auth/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(email)
    await page.getByLabel('Mot de passe').fill(input.password)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByLabel(/Code de votre application/).fill(recoveryCodes[0] as string)
    await shoot(page, 'second-factor-fr-BE-1440-light')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.waitForURL(`${service.ancrage.address}/`)
    expect(failures).toEqual([])
    await context.close()
  })

  it('keeps its session when another site links to a page', async () => {
    service.provider.person = officer
    const { page, context } = await visit('en-GB')
    await page.goto(`${service.ancrage.address}/auth/login`)
    await page.getByRole('link', { name: 'Continue as officer' }).click()
    await page.waitForURL(`${service.ancrage.address}/`)
    await page.goto(service.provider.issuer)
    await page.setContent(`<a href="${service.ancrage.address}${summary}">the summary</a>`)
    await page.getByRole('link', { name: 'the summary' }).click()
    await page.getByRole('heading', { name: /Weekly summary/ }).waitFor()
    await context.close()
  })
})

describe.each(forms)(
  'a browser at a provider like $heading',
  ({ heading, isFullIdToken, officer, refused, head }) => {
    it('signs in, and is refused without what the settings require', async () => {
      const own = await startWithProvider(settingsUnder(heading), {
        hasFullIdToken: isFullIdToken,
        host: 'localhost',
      })
      const { page, context } = await visit('fr-BE')
      own.provider.person = officer
      await page.goto(`${own.ancrage.address}/summaries/awex/2018-W22`)
      await page.getByRole('link', { name: /compte de votre organisation/ }).click()
      await page.getByRole('heading', { name: /2018/ }).waitFor()
      await context.close()
      const other = await visit('fr-BE')
      own.provider.person = { ...head, ...Object.values(refused)[0] }
      await other.page.goto(`${own.ancrage.address}/auth/login`)
      await other.page.getByRole('heading', { name: /Connexion refusée|Pas encore d’accès/ }).waitFor()
      await other.context.close()
      await own.stop()
    }, 60_000)
  },
)

describe('a browser that is refused', () => {
  it.each([
    ['fr-BE', 'Pas encore d’accès à Ancrage', 'Choisir un autre compte'],
    ['nl-BE', 'Nog geen toegang tot Ancrage', 'Een andere account kiezen'],
    ['de-BE', 'Noch kein Zugang zu Ancrage', 'Anderes Konto wählen'],
    ['en-GB', 'No access to Ancrage yet', 'Choose another account'],
  ])('reads in %s that it has no account, and signs in with another', async (locale, title, other) => {
    service.provider.person = { sub: `unknown-${locale}`, email: 'x@awex.example', email_verified: true }
    const { page, context } = await visit(locale)
    await page.goto(`${service.ancrage.address}/auth/login?returnTo=${encodeURIComponent(summary)}`)
    await page.getByRole('link', { name: 'Continue as unknown' }).click()
    await page.getByRole('heading', { name: title }).waitFor()
    service.provider.person = officer
    await page.getByRole('link', { name: other }).click()
    await page.getByRole('link', { name: 'Continue as officer' }).click()
    await page.getByRole('heading', { name: /Weekly summary/ }).waitFor()
    await context.close()
  })

  it('can cancel at the provider and try again, and reads nothing that the provider wrote', async () => {
    service.provider.person = officer
    const { page, context } = await visit('fr-BE')
    await page.goto(`${service.ancrage.address}/auth/login?returnTo=${encodeURIComponent(summary)}`)
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Connexion refusée' }).waitFor()
    expect(await page.content()).not.toContain('cancelled')
    await page.getByRole('link', { name: 'Choisir un autre compte' }).click()
    await page.getByRole('link', { name: 'Continue as officer' }).click()
    await page.waitForURL(service.ancrage.address + summary)
    await context.close()
  })

  it('sees why a sign-in that it did not begin is not completed', async () => {
    const { page, context } = await visit('de-BE')
    const response = await page.goto(`${service.ancrage.address}/auth/callback?code=x&state=y`)
    expect(response!.status()).toBe(401)
    await page.getByRole('heading', { name: 'Die Anmeldung wurde nicht abgeschlossen' }).waitFor()
    await context.close()
  })

  it('gets a page for an unknown address', async () => {
    const { page, context } = await visit('nl-BE')
    expect((await page.goto(`${service.ancrage.address}/nothing`))!.status()).toBe(404)
    await page.getByRole('heading', { name: 'Pagina niet gevonden' }).waitFor()
    await context.close()
  })
})

describe('the sign-out of a browser', () => {
  it('ends the session here and at the provider, and confirms it', async () => {
    service.provider.person = officer
    const visitor = await visit('en-GB')
    const { page, context, failures } = visitor
    await page.goto(`${service.ancrage.address}/auth/login`)
    await page.getByRole('link', { name: 'Continue as officer' }).click()
    await page.waitForURL(`${service.ancrage.address}/`)
    expect(await viewerOf(visitor)).toBe(officer.email)
    await page.goto(`${service.ancrage.address}/auth/logout`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'End the session' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/auth/signed-out')
    expect(await viewerOf(visitor)).toBeUndefined()
    // The provider has ended its session as well: it asks again who the person is.
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await page.getByRole('link', { name: /Continue with/ }).click()
    await page.getByRole('link', { name: 'Continue as officer' }).waitFor()
    expect(failures).toEqual([])
    await context.close()
  })

  it('follows when the provider ends the session, by its logout token', async () => {
    service.provider.person = officer
    const [one, other] = [await visit('en-GB'), await visit('en-GB')]
    for (const { page } of [one, other]) {
      await page.goto(`${service.ancrage.address}/auth/login`)
      await page.getByRole('link', { name: 'Continue as officer' }).click()
      await page.waitForURL(`${service.ancrage.address}/`)
    }
    await one.page.goto(`${service.provider.issuer}/session/end`)
    await one.page.getByRole('button', { name: 'End the session' }).click()
    await one.page.waitForURL(/session\/end\/success/)
    await one.page.goto(`${service.ancrage.address}/`)
    expect([await viewerOf(one), await viewerOf(other)]).toEqual([undefined, officer.email])
    for (const { context } of [one, other]) await context.close()
  })
})

describe('a browser over plain HTTP, which does not send Sec-Fetch-Site', () => {
  it('signs in and out, and is not signed out by a form of another host', async () => {
    const plain = await startTestService()
    const address = plain.address.replace('127.0.0.1', 'ancrage.test')
    const { page, context, failures } = await visit('fr-BE')
    const headers: Record<string, string>[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(address)) void request.allHeaders().then((sent) => headers.push(sent))
    })
    const email = async () => {
      await page.goto(`${address}/auth/sign-in`)
      return page.evaluate(
        `fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
           body: '{"query":"{ viewer { email } }"}' }).then((r) => r.json()).then(({ data }) => data?.viewer.email)`,
      )
    }
    await page.goto(`${address}/auth/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(officer.email)
    await page.getByLabel('Mot de passe').fill('ancrage-demo')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.waitForURL(`${address}/`)
    expect(await email()).toBe(officer.email)
    await page.goto(service.provider.issuer)
    await page.setContent(`<form method="post" action="${address}/auth/logout"><button>Win</button></form>`)
    await page.getByRole('button', { name: 'Win' }).click()
    await page.getByRole('heading', { name: 'Se déconnecter' }).waitFor()
    expect(await email()).toBe(officer.email)
    await page.goto(`${address}/auth/logout`)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(`${address}/auth/signed-out`)
    expect(await email()).toBeUndefined()
    expect(headers.length).toBeGreaterThan(5)
    expect(headers.some((sent) => 'sec-fetch-site' in sent)).toBe(false)
    expect(failures).toEqual([])
    await context.close()
    await plain.stop()
  })
})

describe('the page of a password link', () => {
  it.each([
    ['FR', 'fr-BE', 1440, false],
    ['EN', 'en-GB', 390, true],
  ] as const)('sets a password, in %s (%s) at %i pixels', async (language, locale, width, dark) => {
    const { ancrage } = service
    const user = await ancrage.addUser({ email: `link-${width}@awex.example`, name: 'A user', language })
    const create =
      'mutation ($input: CreatePasswordLinkInput!) { createPasswordLink(input: $input) { address } }'
    const { address } = (await ancrage.run('admin@awex.example', create, { input: { user } }))
      .createPasswordLink
    const { page, context, failures } = await visit(locale, { width, dark })
    const check = async (name: string) => {
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width])
      await shoot(page, `password-${name}-${locale}-${width}-${dark ? 'dark' : 'light'}`)
    }
    const fill = async (password: string) => {
      for (const field of await page.locator('input[type=password]').all()) await field.fill(password)
      await page.getByRole('button').click()
    }
    await page.goto(address as string)
    await check('form')
    await fill('123456789012')
    await page.getByRole('alert').waitFor()
    await check('weak')
    await fill('zwaluw kiest natte dakpan')
    await page.getByRole('link').waitFor()
    await check('done')
    await page.goto(address as string)
    await check('gone')
    expect(failures).toEqual([])
    await context.close()
  })
})

describe('the pages', () => {
  const variants = [
    ['fr-BE', 1440, false],
    ['fr-BE', 390, true],
    ['en-GB', 1440, true],
    ['en-GB', 390, false],
    ['nl-BE', 390, false],
    ['de-BE', 390, true],
  ] as const
  it.each(variants)('fit the window in %s at %i pixels, dark: %s', async (locale, width, dark) => {
    const { page, context, failures } = await visit(locale, { width, dark })
    const name = (page: string) => `${page}-${locale}-${width}-${dark ? 'dark' : 'light'}`
    const { address } = service.ancrage
    const check = async (path: string, shot: string) => {
      await page.goto(address + path)
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width])
      await shoot(page, name(shot))
    }
    await check('/summaries/awex/2018-W22', 'sign-in')
    await check('/auth/logout', 'sign-out')
    await check('/auth/signed-out', 'signed-out')
    await check('/auth/callback?code=x&state=y', 'unfinished')
    service.provider.person = {
      sub: `unknown-${locale}-${width}`,
      email: 'x@awex.example',
      email_verified: true,
    }
    await page.goto(`${address}/auth/login`)
    await page.getByRole('link', { name: 'Continue as unknown' }).click()
    await page.waitForURL(/auth\/callback/)
    await shoot(page, name('unknown'))
    expect(failures).toEqual([])
    await context.close()
  })

  it('offer the password alone when there is no provider', async () => {
    const plain = await startTestService()
    const { page, context } = await visit('fr-BE')
    await page.goto(`${plain.address}/auth/sign-in`)
    expect(await page.getByRole('link', { name: /organisation/ }).count()).toBe(0)
    await page.getByLabel('Adresse e-mail').fill(officer.email)
    await page.getByLabel('Mot de passe').fill('ancrage-demo')
    await shoot(page, 'password-only')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.waitForURL(`${plain.address}/`)
    await context.close()
    await plain.stop()
  })
})
