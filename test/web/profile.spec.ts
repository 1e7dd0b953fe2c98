/** The page of one’s own account: password, second factor, sessions, keys, calendar. */
import { TOTP } from 'otpauth'
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

const signIn = async (email: string, password = 'ancrage-demo') => {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return service.send(null, query, { input: { email, password } })
}

/** As if the user had signed in longer ago than sensitive mutations accept. */
const forgetProofs = (email: string) =>
  service.owner.query(
    `update session s set proved_at = now() - interval '1 hour' from "user" u
      where u.id = s.user_id and u.email = $1`,
    [email],
  )

const dialogOf = (page: Page) => page.getByRole('dialog').last()

describe('the own account', () => {
  it('gets a new password, and an easy one is refused with the reason', async () => {
    const email = 'password@awex.example'
    await service.addUser({ email, name: 'Password Changer' })
    const other = await signIn(email)
    const { page, open, close, failures } = await visit(browser, service, email)
    await open('/profile')
    await page.getByRole('button', { name: 'Change password' }).click()
    const dialog = dialogOf(page)
    await dialog.getByLabel('Current password').fill('ancrage-demo')
    await dialog.getByLabel('New password').fill('password')
    await dialog.getByText('Too short: at least 12 characters').waitFor()
    await dialog.getByLabel('New password').fill('password1234')
    await dialog.getByText('Easy to guess: it will be refused').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText(/^This password is easy to guess\. Choose several unrelated words/).waitFor()
    await dialog.getByLabel('New password').fill('harbour-violet-cinnamon-41')
    await dialog.getByText(/ard to guess/).waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await signIn(email, 'harbour-violet-cinnamon-41')).data).toBeDefined()
    const { errors } = await service.send(other.data.signIn.token as string, '{ viewer { id } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(failures).toEqual([])
    await close()
  })

  it('gets a second factor by the text key, on a phone in French, and shows the recovery codes once', async () => {
    const email = 'factor@awex.example'
    await service.addUser({ email, name: 'Factor User' })
    const visitor = await visit(browser, service, email, { language: 'FR', width: 390 })
    const { page, open, close } = visitor
    await open('/profile')
    await page.getByRole('button', { name: 'Activer le second facteur' }).click()
    await dialogOf(page).getByLabel('Votre mot de passe').fill('ancrage-demo')
    await dialogOf(page).getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('img', { name: /Code QR/ }).waitFor()
    await expectPresentable(visitor, 'profile-factor')
    const secret = (await dialogOf(page).locator('code').innerText()).replaceAll(' ', '')
    await dialogOf(page).getByLabel('Premier code').fill(new TOTP({ secret }).generate())
    await dialogOf(page).getByRole('button', { name: 'Activer' }).click()
    await page.getByRole('heading', { name: 'Codes de secours' }).waitFor()
    expect(await dialogOf(page).getByRole('listitem').count()).toBe(10)
    await expectPresentable(visitor, 'profile-recovery-codes')
    const code = await dialogOf(page).getByRole('listitem').first().innerText()
    await dialogOf(page).getByRole('button', { name: 'C’est noté' }).click()
    await page.getByRole('button', { name: 'Changer d’appareil' }).waitFor()
    expect((await signIn(email)).errors?.[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED')
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const input = { email, password: 'ancrage-demo', code }
    expect((await service.send(null, query, { input })).errors).toBeUndefined()
    await close()
  })

  it.each([
    [
      'EN',
      1440,
      'Summaries by e-mail',
      'Subscribe',
      'Unsubscribe',
      ['Agency', 'Language of the mails', 'Attached'],
    ],
    [
      'FR',
      390,
      'Notes hebdomadaires par e-mail',
      'S’abonner',
      'Se désabonner',
      ['Agence', 'Langue des courriels', 'Pièce jointe'],
    ],
  ] as const)(
    'subscribes to a weekly summary and unsubscribes, in %s at a width of %i',
    async (language, width, title, subscribe, unsubscribe, [agency, mailLanguage, attached]) => {
      const email = `mails-${language.toLowerCase()}@awex.example`
      await service.addUser({ email, name: 'Mail Reader' })
      const visitor = await visit(browser, service, email, { language, width })
      const { page, open, close, failures } = visitor
      await open('/profile')
      const mails = page.getByRole('region', { name: title })
      await mails.getByRole('button', { name: subscribe }).click()
      await dialogOf(page).getByLabel(agency).selectOption('liege-airport')
      await dialogOf(page).getByLabel(mailLanguage).selectOption('DE')
      await dialogOf(page).getByLabel(attached).selectOption('XLSX')
      await expectPresentable(visitor, `profile-subscribe-${language}`)
      await dialogOf(page).getByRole('button', { name: subscribe }).click()
      await mails.getByText('Deutsch').waitFor()
      const read = '{ viewer { receives { nodes { language attachment agency { code } } } } }'
      expect((await service.run(email, read)).viewer.receives.nodes).toEqual([
        { language: 'DE', attachment: 'XLSX', agency: { code: 'liege-airport' } },
      ])
      await mails.getByRole('button', { name: new RegExp(`^${unsubscribe}`) }).click()
      await dialogOf(page).getByRole('button', { name: unsubscribe }).click()
      await mails.getByText('Deutsch').waitFor({ state: 'detached' })
      expect((await service.run(email, read)).viewer.receives.nodes).toEqual([])
      expect(failures).toEqual([])
      await close()
    },
  )

  it('ends one of its sessions, which is signed out at once', async () => {
    const email = 'sessions@awex.example'
    await service.addUser({ email, name: 'Session User' })
    const other = await signIn(email)
    const { page, open, close } = await visit(browser, service, email)
    await open('/profile')
    const sessions = page.getByRole('region', { name: 'Sessions' })
    await sessions.getByText('this one').waitFor()
    await sessions.getByRole('button', { name: /^End: node/ }).click()
    await dialogOf(page).getByRole('button', { name: 'End' }).click()
    await sessions.getByRole('button', { name: /^End: node/ }).waitFor({ state: 'detached' })
    const { errors } = await service.send(other.data.signIn.token as string, '{ viewer { id } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    await close()
  })

  it('makes a key after confirming who it is, without typing the form again, and revokes it', async () => {
    const email = 'keys@awex.example'
    await service.addUser({ email, name: 'Key User' })
    const { page, open, close } = await visit(browser, service, email)
    await open('/profile')
    const keys = page.getByRole('region', { name: 'API keys' })
    await keys.getByText(/No key/).waitFor()
    await forgetProofs(email)
    await page.getByRole('button', { name: 'New key' }).click()
    await dialogOf(page).getByLabel('Purpose').fill('Monthly figures')
    await dialogOf(page).getByLabel('Reach').selectOption('some')
    await dialogOf(page).getByLabel('Deals').check()
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Confirm who you are' }).waitFor()
    await dialogOf(page).getByLabel('Your password').fill('not this one')
    await dialogOf(page).getByRole('button', { name: 'Confirm' }).click()
    await dialogOf(page)
      .getByText(/Type your current password again/)
      .waitFor()
    await dialogOf(page).getByLabel('Your password').fill('ancrage-demo')
    await dialogOf(page).getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('heading', { name: 'Your key' }).waitFor()
    const key = await dialogOf(page).locator('code').innerText()
    expect((await service.send(key, '{ deals { totalCount } }')).errors).toBeUndefined()
    expect((await service.send(key, '{ meetings { totalCount } }')).errors?.[0]?.extensions.code).toBe(
      'OUT_OF_SCOPE',
    )
    await dialogOf(page).getByRole('button', { name: 'I have kept it' }).click()
    await keys.getByText('deals:read').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(key)
    await keys.getByRole('button', { name: 'Revoke: Monthly figures' }).click()
    await dialogOf(page).getByRole('button', { name: 'Revoke' }).click()
    await keys.getByText(/No key/).waitFor()
    expect((await service.send(key, '{ deals { totalCount } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    await close()
  })

  it('makes nothing when the question who it is was closed, and says so', async () => {
    const email = 'cancel@awex.example'
    await service.addUser({ email, name: 'Cancelling User' })
    const { page, open, close } = await visit(browser, service, email, { language: 'FR' })
    await open('/profile')
    await page.getByRole('button', { name: 'Nouvelle clé' }).waitFor()
    await forgetProofs(email)
    await page.getByRole('button', { name: 'Nouvelle clé' }).click()
    await dialogOf(page).getByLabel('Usage').fill('Rien')
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('heading', { name: 'Confirmer votre identité' }).waitFor()
    await dialogOf(page).getByRole('button', { name: 'Annuler' }).click()
    await page.getByText('Rien n’a été fait : votre identité n’a pas été confirmée.').waitFor()
    expect(await dialogOf(page).getByLabel('Usage').inputValue()).toBe('Rien')
    await close()
  })

  it('gets an address for its calendar program, which reads meetings', async () => {
    const { page, open, close } = await visit(browser, service, 'officer@awex.example', { language: 'FR' })
    await open('/profile')
    await page
      .getByRole('region', { name: 'Calendrier' })
      .getByRole('button', { name: 'Nouvelle adresse' })
      .click()
    await dialogOf(page).getByLabel('Usage').fill('Mon téléphone')
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('heading', { name: 'Adresse de votre calendrier' }).waitFor()
    const address = await dialogOf(page).locator('code').innerText()
    expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR')
    await dialogOf(page).getByRole('button', { name: 'C’est noté' }).click()
    await page.getByRole('button', { name: 'Révoquer: Mon téléphone' }).waitFor()
    await close()
  })
})

describe('the profile page', () => {
  it.each([...looks, { language: 'NL', width: 768, dark: false } as const])(
    'is presentable in $language at $width, dark: $dark',
    async (look) => {
      const visitor = await visit(browser, service, 'head@awex.example', look)
      await visitor.open('/profile')
      await visitor.page.getByText('127.0.0.1').first().waitFor()
      await visitor.settle()
      await expectPresentable(visitor, `profile-${look.language}-${look.dark ? 'dark' : 'light'}`)
      await visitor.close()
    },
  )
})
