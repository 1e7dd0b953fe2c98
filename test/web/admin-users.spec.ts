/** The administration of users: found, created, raised by a second person, deactivated with what they hold. */
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
const dialogOf = (page: Page) => page.getByRole('dialog').last()

const userOf = async (email: string) => {
  const query = `query ($email: String!) {
    users(where: { email: { eq: $email } }) { nodes { id name role clearance active version kind } } }`
  return (await service.run(admin, query, { email })).users.nodes[0]
}
const write = async (as: string, mutation: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`
  return (await service.run(as, query, { input }))[mutation].id as string
}

describe('the list of users', () => {
  it('begins with the own agency, is filtered, and its address holds the view', async () => {
    const { page, open, close } = await visit(browser, service, admin)
    await open('/admin/users')
    await page.getByRole('rowheader', { name: /Officer of Awex/ }).waitFor()
    expect(await page.getByRole('rowheader', { name: /Liège Airport/ }).count()).toBe(0)
    await page.getByLabel('Agency').selectOption('all')
    await page.getByRole('rowheader', { name: /Head of Liège Airport/ }).waitFor()
    await page.getByLabel('Role').selectOption('HEAD')
    await page.getByRole('rowheader', { name: /Officer of Awex/ }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?agency=all&role=HEAD')
    await close()
  })

  it('offers no control to an officer, in French', async () => {
    const { page, open, close } = await visit(browser, service, 'officer@awex.example', { language: 'FR' })
    await open('/admin/users')
    await page.getByRole('rowheader', { name: /Analyst of Awex/ }).waitFor()
    expect(await page.getByRole('link', { name: 'Nouvel utilisateur' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Analyst of Awex' }).click()
    await page.getByRole('heading', { level: 1, name: 'Analyst of Awex' }).waitFor()
    expect(await page.locator('main').getByRole('button').count()).toBe(0)
    expect(await page.getByRole('region', { name: 'Connexions récentes' }).count()).toBe(0)
    await close()
  })
})

describe('a user', () => {
  it('is created by an ADMIN, with a one-time link that is shown once', async () => {
    const { page, open, close, failures } = await visit(browser, service, admin)
    await open('/admin/users')
    await page.getByRole('link', { name: 'New user' }).click()
    await dialogOf(page).getByLabel('Name').fill('Nadia New')
    await dialogOf(page).getByLabel('E-mail address').fill('nadia@awex.example')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Link for Nadia New' }).waitFor()
    const link = await dialogOf(page).locator('code').innerText()
    expect(await (await fetch(link)).text()).toContain('nadia@awex.example')
    await dialogOf(page).getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nadia New' }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain(link)
    expect(failures).toEqual([])
    await close()
  })

  it('with an address that is taken stays in the form, with the reason at the field', async () => {
    const { page, open, close } = await visit(browser, service, admin, { language: 'FR', width: 390 })
    await open('/admin/users/new')
    await dialogOf(page).getByLabel('Nom', { exact: true }).fill('Deux fois')
    await dialogOf(page).getByLabel('Adresse e-mail').fill(head)
    await dialogOf(page).getByRole('button', { name: 'Enregistrer' }).click()
    const box = dialogOf(page).getByLabel('Adresse e-mail')
    await dialogOf(page).locator('[aria-invalid]').waitFor()
    expect(await box.getAttribute('aria-invalid')).toBe('true')
    expect(await dialogOf(page).getByLabel('Nom', { exact: true }).inputValue()).toBe('Deux fois')
    await close()
  })

  it('is raised only after a second person approves, who confirms on a phone who they are', async () => {
    const email = 'riser@awex.example'
    const second = 'second.admin@awex.example'
    const id = await service.addUser({ email, name: 'Rita Riser', clearance: 'INTERNAL' })
    await service.addUser({ email: second, name: 'Second Admin', role: 'ADMIN' })
    const { page, open, close } = await visit(browser, service, admin)
    await open(`/admin/users/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialogOf(page).getByLabel('Clearance').selectOption('SECRET')
    await dialogOf(page)
      .getByText(/wait for a second person/)
      .waitFor()
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByText('clearance: Secret').waitFor()
    await page.getByText('waiting').waitFor()
    expect(await page.getByRole('button', { name: /Approve/ }).count()).toBe(0)
    expect((await userOf(email)).clearance).toBe('INTERNAL')
    await close()

    const visitor = await visit(browser, service, second, { language: 'FR', width: 390 })
    await visitor.open('/admin')
    await visitor.page.getByText('habilitation : Secret').waitFor()
    await expectPresentable(visitor, 'admin-start-decision')
    await service.owner.query(
      `update session s set proved_at = now() - interval '1 hour' from "user" u
        where u.id = s.user_id and u.email = $1`,
      [second],
    )
    await visitor.page.getByRole('button', { name: 'Approuver: Rita Riser' }).click()
    await dialogOf(visitor.page).getByLabel('Votre mot de passe').fill('ancrage-demo')
    await dialogOf(visitor.page).getByRole('button', { name: 'Confirmer' }).click()
    await visitor.page.getByText('habilitation : Secret').waitFor({ state: 'detached' })
    expect((await userOf(email)).clearance).toBe('SECRET')
    await visitor.close()
  })

  it('is deactivated, and what they held is handed over in one step', async () => {
    const email = 'leaver@awex.example'
    const id = await service.addUser({ email, name: 'Leo Leaver', clearance: 'RESTRICTED' })
    const successor = await service.addUser({ email: 'successor@awex.example', name: 'Susan Successor' })
    await write(head, 'openDeal', {
      ...{ codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08' },
      ...{ confidentiality: 'OPEN', officer: id },
    })
    await write(head, 'addTask', { title: 'Call them back', dueOn: '2018-03-01', assignee: id })
    const { page, open, close } = await visit(browser, service, admin, { language: 'FR' })
    await open(`/admin/users/${id}`)
    await page.getByRole('button', { name: 'Désactiver' }).click()
    await dialogOf(page).getByText('A centre').waitFor()
    await dialogOf(page).getByText('Call them back').waitFor()
    await dialogOf(page).getByLabel('Nouveau chargé des dossiers').selectOption({ value: successor })
    await dialogOf(page).getByLabel('Reprend tâches et rencontres prévues').selectOption({ value: successor })
    await dialogOf(page).getByRole('button', { name: 'Désactiver' }).click()
    await page.getByRole('button', { name: 'Réactiver' }).waitFor()
    await page.getByText('Rien que vous puissiez voir.').waitFor()
    expect((await userOf(email)).active).toBe(false)
    await open(`/admin/users/${successor}`)
    await page.getByRole('region', { name: 'Détient' }).getByText('Call them back').waitFor()
    await close()
  })

  it('that is a program gets a key with scopes from a HEAD, which writes', async () => {
    const input = {
      ...{ agency: 'awex', name: 'Importer', email: 'importer@awex.example', language: 'EN' },
      ...{ kind: 'MACHINE', role: 'OFFICER', clearance: 'INTERNAL' },
    }
    const id = await write(admin, 'createUser', input)
    const { page, open, close } = await visit(browser, service, head)
    await open(`/admin/users/${id}`)
    await page.getByRole('button', { name: 'New key' }).click()
    await dialogOf(page).getByLabel('Purpose').fill('Nightly import')
    await dialogOf(page).getByLabel('Tasks').selectOption('write')
    await dialogOf(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Your key' }).waitFor()
    const key = await dialogOf(page).locator('code').innerText()
    const query = 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }'
    const task = { title: 'Made by a program', dueOn: '2018-03-01', assignee: id }
    expect((await service.send(key, query, { input: task })).errors).toBeUndefined()
    await close()
  })
})

describe.each([
  ['the list of users', 'admin-users', async () => '/admin/users?agency=all'],
  ['a user', 'admin-user', async () => `/admin/users/${(await userOf('officer@awex.example')).id}`],
])('the page of %s', (_, name, path) => {
  it.each([...looks, { language: 'NL', width: 768, dark: false } as const])(
    'is presentable in $language at $width, dark: $dark',
    async (look) => {
      const visitor = await visit(browser, service, admin, look)
      await visitor.open(await path())
      await visitor.page
        .getByText(/Officer of Awex/)
        .first()
        .waitFor()
      await visitor.settle()
      await expectPresentable(visitor, `${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
      await visitor.close()
    },
  )
})
