/** GraphiQL in a browser that can reach only the service. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as browsers, type Browser, type Page } from 'playwright-core'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
let browser: Browser
beforeAll(async () => {
  ancrage = await startTestService()
  chromium.setGraphicsMode = false
  // Chromium has no sandbox for root; it opens only our own page.
  browser = await browsers.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox'] })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await ancrage.stop()
})

async function open(): Promise<{ page: Page; outside: string[]; failures: string[] }> {
  const page = await browser.newPage()
  const outside: string[] = []
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text())
  })
  await page.route('**', (route) => {
    if (route.request().url().startsWith(ancrage.address)) return route.continue()
    outside.push(route.request().url())
    return route.abort()
  })
  await page.goto(`${ancrage.address}/graphiql`)
  return { page, outside, failures }
}

describe('GraphiQL', () => {
  it('signs a demo user in with one click and runs the first example, without requests to other hosts', async () => {
    const { page, outside, failures } = await open()
    await page.getByRole('button', { name: /head@awex\.example/ }).click()
    await page.getByText('Head of Awex · HEAD · awex').waitFor()
    await page.locator('.graphiql-query-editor').getByText('pipelineStatus').waitFor()
    await page.getByRole('button', { name: /Execute query/ }).click()
    await page.locator('.graphiql-response').getByText('"2018-05-31"').waitFor()
    expect({ outside, failures }).toEqual({ outside: [], failures: [] })
    await page.close()
  })

  it('uses the session of a user who has signed in on the page of the web application', async () => {
    const { page, failures } = await open()
    await page.getByRole('link', { name: /second factor/ }).click()
    await page.getByLabel('E-mail address').fill('officer@awex.example')
    await page.getByLabel('Password').fill('ancrage-demo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Officer of Awex · OFFICER · awex').waitFor()
    await page.locator('.graphiql-query-editor').getByText('pipelineStatus').waitFor()
    await execute(page, 'pipelineStatus(')
    await page.locator('.graphiql-response').getByText('"2018-05-31"').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.reload()
    await page.getByRole('button', { name: /head@awex\.example/ }).waitFor()
    expect(failures).toEqual([])
    await page.context().clearCookies()
    await page.close()
  })

  it('runs the examples of a deal one after the other', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: /head@awex\.example/ }).click()
    const run = async (tab: string, mutation: string, answer: string) => {
      await page.getByRole('tab', { name: tab }).click()
      await page.locator('.graphiql-query-editor').getByText(mutation).first().waitFor()
      await execute(page, `${mutation}(`)
      await page.locator('.graphiql-response').getByText(answer).first().waitFor()
    }
    await page.locator('.graphiql-query-editor').getByText('pipelineStatus').waitFor()
    await run('OpenDeal', 'openDeal', '"Identified"')
    await run('LogMeeting', 'recordMeeting', '"HELD"')
    await run('MoveDeal', 'moveDeal', '"Contacted"')
    await page.close()
  }, 120_000)

  it('shows why a sign-in failed', async () => {
    const { page } = await open()
    await page.getByLabel('E-mail').fill('head@awex.example')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor()
    await page.close()
  })
})

describe('an example of GraphiQL', () => {
  const folder = fileURLToPath(new URL('../../web/graphiql/', import.meta.url))
  const read = (name: string) => readFileSync(folder + name, 'utf8')
  const names = readdirSync(`${folder}examples`)
    .filter((name) => name.endsWith('.graphql'))
    .sort()

  it('can be run by the HEAD of Awex', async () => {
    for (const name of names) {
      const file = `examples/${name.replace('.graphql', '.json')}`
      const { deals } = await ancrage.run('head@awex.example', read('newest-deal.graphql'))
      const { id, version } = (deals as { nodes: { id: string; version: number }[] }).nodes[0] ?? {}
      const variables = existsSync(folder + file) ? read(file) : '{}'
      const filled = variables.replaceAll('DEAL_ID', id ?? '').replaceAll('"DEAL_VERSION"', String(version))
      const { errors } = await ancrage.request(
        'head@awex.example',
        read(`examples/${name}`),
        JSON.parse(filled) as object,
      )
      expect([name, errors]).toEqual([name, undefined])
    }
  })
})

/** Runs the query in the editor. A click sends nothing before the editor is ready. */
async function execute(page: Page, text: string): Promise<void> {
  for (let sent = false; !sent;) {
    const request = page.waitForRequest((request) => request.postData()?.includes(text) ?? false, {
      timeout: 3_000,
    })
    await page.getByRole('button', { name: /Execute query/ }).click()
    sent = await request.then(
      () => true,
      () => false,
    )
  }
}
