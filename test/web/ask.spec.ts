/** The page on which a question is built without code: answers, charts, what is behind a figure, saving, exporting. */
import type { Browser } from 'playwright-core'
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

const analyst = 'analyst@awex.example'

const shots = [
  { name: 'start', path: '/ask' },
  { name: 'lost', path: '/ask?by=LOSS_REASON&where=lost-to:NL since:2017..&cell=OTHER' },
  { name: 'open', path: '/ask?by=STAGE&show=DEALS,JOBS,CAPEX&where=outcome:OPEN' },
  { name: 'chart', path: '/ask?by=STAGE&show=JOBS,DEALS&view=chart' },
  { name: 'pivot', path: '/ask?by=SECTION,STAGE&view=pivot' },
  { name: 'list', path: '/ask?view=list' },
]

describe.each(shots)('$name', ({ name, path }) => {
  it.each(looks)('is presentable in $language at $width, dark: $dark', async (look) => {
    const visitor = await visit(browser, service, analyst, look)
    await visitor.open(path)
    await visitor.page.waitForLoadState('networkidle')
    await expectPresentable(visitor, `ask-${name}-${look.language}-${look.dark ? 'dark' : 'light'}`)
    await visitor.close()
  })
})
