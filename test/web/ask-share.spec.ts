/** What is done with a question: it is saved, shared, exported, and run elsewhere. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { startTestService, type TestService } from '../test-service.js'
import { expectPresentable, findViolations, launchBrowser, visit } from './browser.js'

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

const analyst = 'analyst@awex.example'
/** Sees the meetings of the demo as well. */
const head = 'head@awex.example'
const lost = '/ask?by=LOSS_REASON&where=lost-to:NL since:2017..'

const tokenOf = async (email: string): Promise<string> => {
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const { data } = await service.send(null, signIn, { input: { email, password: 'ancrage-demo' } })
  return data.signIn.token as string
}

const textIn = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).locator('pre')

interface Cells {
  by: { value: string }[]
  values: { exact: string }[]
}

const oneOther = [{ by: [{ value: 'OTHER' }], values: [{ exact: '1' }] }]
const figuresOf = (cells: Cells[]) =>
  cells.map(({ by, values }) => ({
    by: by.map(({ value }) => ({ value })),
    values: values.map(({ exact }) => ({ exact })),
  }))

describe('a question as a text', () => {
  it('runs unchanged as curl, and gives the same figures', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open(lost)
    await page.getByRole('button', { name: 'As curl' }).click()
    const command = await textIn(page, 'As curl').last().innerText()
    const { stdout } = await promisify(execFile)('sh', ['-c', command], {
      env: { ...process.env, TOKEN: await tokenOf(analyst) },
    })
    const { data } = JSON.parse(stdout) as { data: { dealStats: Cells[] } }
    expect(figuresOf(data.dealStats)).toEqual(oneOther)
    await close()
  })

  it.each([
    [lost, { dealStats: 1 }],
    [`${lost}&view=list`, { deals: 1 }],
    ['/ask?by=STAGE,ENTERED_YEAR&show=JOBS,CAPEX,DEALS&asOf=2018-06-30&rumours=true', { dealStats: 3 }],
    ['/ask?about=meetings&by=STATUS', { meetingStats: 1 }],
    ['/ask?about=statements&by=KIND&show=RANGE', { jobProjectionStats: 1 }],
  ])('of the address %s runs unchanged as GraphQL', async (path, expected) => {
    const { page, open, close } = await visit(browser, service, head)
    await open(path)
    await page.getByRole('button', { name: 'As GraphQL' }).click()
    const query = await textIn(page, 'Query').innerText()
    const variables = (await textIn(page, 'Variables').count())
      ? (JSON.parse(await textIn(page, 'Variables').innerText()) as object)
      : {}
    const { data, errors } = await service.request<Record<string, any>>(head, query, variables)
    expect(errors).toBeUndefined()
    const [[field, rows]] = Object.entries(data!) as [[string, any]]
    expect({ [field]: (rows.totalCount ?? rows.length) as number }).toEqual(expected)
    await close()
  })

  it('is exported with the rows of the page', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    const read = async (path: string, name: string) => {
      await open(path)
      const href = (await page.getByRole('link', { name, exact: true }).getAttribute('href'))!
      const response = await page.request.get(href)
      expect(response.status()).toBe(200)
      return response
    }
    expect(await (await read(lost, 'CSV')).text()).toMatch(/\r\nOTHER,Other,0,1\r\n$/)
    expect(await (await read(`${lost}&view=list`, 'CSV')).text()).toContain('WAL-2018-0004')
    const workbook = await read(lost, 'Excel')
    expect(workbook.headers()['content-type']).toContain('spreadsheetml')
    await close()
  })
})

describe('a saved question', () => {
  it('is shared, opened by a colleague, changed, renamed and deleted', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open(`${lost}&view=chart`)
    await page.getByRole('button', { name: 'Save the question' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Lost to the Netherlands')
    await dialog.getByLabel(/^Share with/).check()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Lost to the Netherlands' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/ask\/[0-9a-f-]{36}$/)

    const colleague = await visit(browser, service, 'head@awex.example', { language: 'FR' })
    await colleague.open('/ask')
    await colleague.page.getByRole('link', { name: 'Lost to the Netherlands' }).click()
    await colleague.page.getByRole('link', { name: '1 : Autre. Montrer la liste' }).waitFor()
    await colleague.page.getByRole('link', { name: 'Toutes les questions' }).click()
    await colleague.page.getByText('de Analyst of Awex').waitFor()
    expect(await colleague.page.getByRole('button', { name: /^Renommer/ }).count()).toBe(0)
    await colleague.close()

    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.getByRole('button', { name: 'Stage', exact: true }).click()
    await page.getByText('The saved question has been changed.').waitFor()
    await page.getByRole('button', { name: 'Save the question' }).click()
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The saved question has been changed.').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: /by reason of the loss and stage/ }).waitFor()

    await page.getByRole('link', { name: 'All questions' }).click()
    await page.getByRole('button', { name: 'Rename: Lost to the Netherlands' }).click()
    await dialog.getByLabel('Name').fill('Gone north')
    await dialog.getByLabel(/^Share with/).uncheck()
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('link', { name: 'Gone north' }).waitFor()
    await page.getByText('shared', { exact: true }).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Delete: Gone north' }).click()
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText(/^No saved question/).waitFor()
    await close()
  })

  it('without a name is not saved, and the form says why', async () => {
    const { page, open, close } = await visit(browser, service, analyst)
    await open(lost)
    await page.getByRole('button', { name: 'Save the question' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.locator('input[aria-invalid=true]').waitFor()
    await close()
  })

  it('that was saved through the API opens with all of its conditions', async () => {
    const where = { and: [{ stage: { code: { in: ['LOST'] } } }], masked: { eq: false } }
    const question = { statistic: 'dealStats', groupBy: ['STAGE'], measures: ['JOBS_HIGH', 'DEALS'], where }
    const save = 'mutation ($input: SaveQuestionInput!) { saveQuestion(input: $input) { id } }'
    const { saveQuestion } = await service.run(analyst, save, {
      input: { name: 'By API', shared: false, question },
    })
    const visitor = await visit(browser, service, analyst)
    const { page, open, close } = visitor
    await open(`/ask/${saveQuestion.id}`)
    await page
      .getByRole('heading', {
        name: 'Deals at the stage Lost, that meet the condition {"masked":{"eq":false}}, by stage',
      })
      .waitFor()
    await page.getByRole('row', { name: /^Lost/ }).getByRole('link').waitFor()
    await expectPresentable(visitor, 'ask-saved')
    await close()
  })

  it('of another user, or none, reads like a page that does not exist', async () => {
    const save = 'mutation ($input: SaveQuestionInput!) { saveQuestion(input: $input) { id } }'
    const { saveQuestion } = await service.run('head@awex.example', save, {
      input: { name: 'Own', shared: false, question: { list: 'deals' } },
    })
    const { page, open, close } = await visit(browser, service, analyst)
    for (const id of [saveQuestion.id as string, 'nothing']) {
      await open(`/ask/${id}`)
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    }
    await close()
  })
})
