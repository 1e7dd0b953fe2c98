/** A real browser that is signed in, for the tests of the web application. SHOTS=folder keeps screenshots. */
import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import {
  chromium as browsers,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
} from 'playwright-core'
import type { TestService } from '../test-service.js'

export interface Visitor {
  page: Page
  context: BrowserContext
  /** Errors of scripts, and what the content security policy has blocked. */
  failures: string[]
  open: (path: string) => Promise<void>
  /** Resolves when the page has all answers that it waits for. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

export interface VisitOptions {
  language?: 'FR' | 'NL' | 'DE' | 'EN'
  width?: number
  dark?: boolean
}

export const launchBrowser = async (): Promise<Browser> => {
  chromium.setGraphicsMode = false
  // Chromium has no sandbox for root; it opens only our own pages.
  return browsers.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox'] })
}

const sizeOf = (width: number) => ({ width, height: width > 500 ? 900 : 844 })

/** Opens a window; with `email` signed in as this user, in this language. */
export async function visit(
  browser: Browser,
  { address }: Pick<TestService, 'address'>,
  email: string | null,
  { language = 'EN', width = 1440, dark = false }: VisitOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: sizeOf(width),
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: width < 500,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text())
  })
  const settle = watchRequests(page)
  if (email) await signIn(page, address, email, language)
  return {
    page,
    context,
    failures,
    open: async (path) => void (await page.goto(address + path)),
    settle,
    close: () => context.close(),
  }
}

/** Counts the requests of a page, but for the stream of changes, which never ends. */
function watchRequests(page: Page): () => Promise<void> {
  const running = new Set<Request>()
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql/stream')) running.add(request)
  })
  for (const event of ['requestfinished', 'requestfailed'] as const)
    page.on(event as 'requestfinished', (request) => running.delete(request))
  return async () => {
    // An answer may cause the next request.
    for (let quiet = 0; quiet < 5; quiet = running.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(100)
  }
}

async function signIn(page: Page, address: string, email: string, language: string): Promise<void> {
  const send = async (query: string, input: object) => {
    const response = await page.request.post(`${address}/graphql`, { data: { query, variables: { input } } })
    expect(((await response.json()) as { errors?: unknown }).errors).toBeUndefined()
  }
  const credentials = { email, password: 'ancrage-demo', cookie: true }
  await send('mutation ($input: SignInInput!) { signIn(input: $input) { token } }', credentials)
  await send('mutation ($input: SetLanguageInput!) { setLanguage(input: $input) { id } }', { language })
}

interface Violation {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}

/** Returns what axe finds on the page, one line each; in an open dialog only, because the rest is hidden behind it. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const run = `axe.run(document.querySelector('[role=dialog]') ?? document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`
  const violations = await page.evaluate<Violation[]>(run)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** Expects the page to fit the window and to have no violation of axe; keeps a screenshot. */
export async function expectPresentable({ page, failures }: Visitor, name: string): Promise<void> {
  const { width } = page.viewportSize()!
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true })
  const scrollWidth = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect({ scrollWidth, violations: await findViolations(page), failures }).toEqual({
    scrollWidth: width,
    violations: [],
    failures: [],
  })
}

/** The combinations in which each page is looked at. */
export const looks = [
  { language: 'EN', width: 1440, dark: false },
  { language: 'FR', width: 390, dark: false },
  { language: 'FR', width: 1440, dark: true },
  { language: 'EN', width: 390, dark: true },
] as const
