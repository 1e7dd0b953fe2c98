/** The weekly mail of the demo case as mail programs show it, in four languages, for several readers. */
import { createDocumentFetch } from './documents.js'
import { aMailbox, type Mailbox } from './mailbox.js'
import { aMailWorker, type MailWorker } from './mail-worker.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
/** Of another agency, and sees every deal masked. */
const masked = 'analyst@logistics.example'
const readers = { FR: head, EN: masked, NL: 'officer@awex.example', DE: 'cabinet@jeholet.example' }
const week = '2018-W22'

let ancrage: TestService
let box: Mailbox
let worker: MailWorker
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  box = await aMailbox()
  worker = await aMailWorker(ancrage.url, box.server)
  for (const [language, email] of Object.entries(readers)) {
    await ancrage.owner.query('update "user" set language = $1 where email = $2', [language, email])
    await ancrage.run(
      email,
      'mutation { subscribeToWeeklySummary(input: { agency: "awex" }) { agency { code } } }',
    )
  }
  await ancrage.run(
    head,
    'mutation { scheduleWeeklyMail(input: { agency: "awex", on: true, weekday: 1, hour: 8 }) { standing } }',
  )
  // as if the schedule had been made in the time of the case
  await ancrage.owner.query(`update mail_schedule set ordered_at = '2018-05-31'`)
  await worker.run(new Date('2018-06-04T06:01:00Z'))
}, 120_000)
afterAll(async () => {
  await worker?.stop()
  await box?.close()
  await ancrage?.stop()
})

const mailTo = (email: string) => box.received.find(({ to }) => to === email)!.mail

const decode = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
const readHtmlWords = (html: string) =>
  listWords(decode(/<body.*<\/body>/s.exec(html)![0].replace(/<!--.*?-->|<[^>]+>/gs, ' ')))
const readTextWords = (text: string) => listWords(text.replace(/https:\S+/g, ' '))
/** Words and numbers in alphabetical order, each as often as it is there. */
const listWords = (text: string) => (text.match(/[\p{L}\p{N}][\p{L}\p{N}.,’'-]*/gu) ?? []).sort()

describe.each(Object.entries(readers))('the weekly mail in %s', (language, email) => {
  it('has the same content as text and as HTML', () => {
    const { html, text } = mailTo(email)
    expect(readTextWords(text!).length).toBeGreaterThan(100)
    expect(readTextWords(text!)).toEqual(readHtmlWords(html!))
  })

  it('has a space before a colon in French, and none in the other languages', () => {
    const text = mailTo(email).text!.replace(/https:\S+|\d\d:\d\d/g, '')
    const colons = text.match(/.:/g)!
    expect(colons.length).toBeGreaterThan(5)
    expect(colons.filter((each) => (each === '\u00a0:') !== (language === 'FR'))).toEqual([])
  })

  it('links the same deals and pages in text and HTML', () => {
    const { html, text } = mailTo(email)
    const links = [...html!.matchAll(/href="([^"]+)"/g)].map(([, address]) => decode(address!))
    const addresses = [...text!.matchAll(/https:\S+/g)].map(([address]) => address)
    expect(links.length).toBeGreaterThan(2)
    expect(addresses.sort()).toEqual(links.sort())
  })

  it('has only the tags, attributes and properties that Outlook and Gmail show', () => {
    const html = mailTo(email).html!
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag]) => tag))
    const allowed = 'html head meta title style body table tr td p h1 h2 a b span br'.split(' ')
    expect([...tags].filter((tag) => !allowed.includes(tag!))).toEqual([])
    const properties = new Set(
      [...html.matchAll(/style="([^"]+)"/g)].flatMap(([, style]) =>
        style!.split(';').map((each) => each.split(':')[0]),
      ),
    )
    const shown =
      /^(font(-(family|size|weight|style))?|line-height|color|background-color|margin|padding(-top)?|border(-(top|collapse))?|max-width|text-align)$/
    expect([...properties].filter((name) => !shown.test(name!))).toEqual([])
    expect(html).not.toMatch(/url\(|var\(|calc\(|@import|@font-face|<!\[endif\]-->\s*<!--\[if !mso/)
    // a mail program that drops the style shows the same in its own colours
    expect([...html.matchAll(/<style>/g)]).toHaveLength(1)
    expect(/<style>(.*?)<\/style>/s.exec(html)![1]!.trim()).toMatch(
      /^@media \(prefers-color-scheme: dark\) \{(\s*[.\w, ]+\{ (color|background-color|border-color): #\w{6} !important; \})+\s*\}$/,
    )
    expect(html.indexOf('<style>')).toBeLessThan(html.indexOf('<body'))
    expect(Buffer.byteLength(html)).toBeLessThan(100_000) // Gmail cuts a mail at 102 kB
  })

  it('attaches the PDF that a download gives, byte for byte', async () => {
    const { content, filename } = mailTo(email).attachments[0]!
    const lang = language.toLowerCase()
    const fetchDocument = createDocumentFetch(ancrage)
    const { body, headers } = await fetchDocument(email, `awex/${week}/1.pdf?lang=${lang}`)
    expect(body.subarray(0, 4).toString()).toBe('%PDF')
    expect(Buffer.from(content as ArrayBuffer).equals(body)).toBe(true)
    expect(headers.get('content-disposition')).toContain(filename!)
  })
})
