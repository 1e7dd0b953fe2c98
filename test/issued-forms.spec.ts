/** The files of issued summaries: the same bytes at each download, and what proves them. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageFolder } from '../src/core/package-folder.js'
import { createDocumentFetch, readHtmlText, readPdfText, type FetchDocument } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const analyst = 'analyst@awex.example'
const issue = `mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id } }`
const paths = [
  ...['html?lang=fr', 'pdf?lang=fr', 'xlsx?lang=fr', 'csv?lang=fr', 'zip?lang=fr', 'json'],
  ...['csv?lang=fr&table=movements&decimal=,', 'pdf'],
]

let ancrage: TestService
let fetchDocument: FetchDocument
beforeEach(async () => {
  ancrage = await startTestService({ demo: true })
  fetchDocument = createDocumentFetch(ancrage)
}, 60_000)
afterEach(() => ancrage.stop())

const issueSummary = async (week: string, more = {}): Promise<string> =>
  (await ancrage.run(head, issue, { input: { agency: 'awex', week, ...more } })).issueWeeklySummary.id
const download = async (path: string, by = head) => {
  const { status, body, headers } = await fetchDocument(by, `awex/${path}`)
  expect([path, status]).toEqual([path, 200])
  return { body, headers }
}
const downloadAll = (revision: string, by = head) =>
  Promise.all(paths.map(async (path) => (await download(`${revision}.${path}`, by)).body))
const hashOf = (body: Buffer) => createHash('sha256').update(body).digest('hex')
const findContact = async (name: string) =>
  (
    await ancrage.run(
      head,
      'query ($name: String) { contacts(where: { name: { eq: $name } }) { nodes { id version } } }',
      {
        name,
      },
    )
  ).contacts.nodes[0] as { id: string; version: number }
const renameContact = async (name: string, newName: string) =>
  ancrage.run(head, 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { id } }', {
    input: { ...(await findContact(name)), name: newName },
  })
const eraseContact = async (name: string) =>
  ancrage.run(head, 'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }', {
    input: await findContact(name),
  })
/** Changes the stored files behind the back of the triggers. */
const tamper = async (sql: string) => {
  await ancrage.owner.query('alter table issued_form disable trigger user')
  await ancrage.owner.query(sql)
  await ancrage.owner.query('alter table issued_form enable trigger user')
}

describe('the files of an issued summary', () => {
  it('keep their bytes when names and records change, and have their SHA-256 as entity tag', async () => {
    await issueSummary('2018-W27')
    const first = await downloadAll('2018-W27/1')
    await renameContact('Jack Ma', 'Jack Ma Yun')
    await ancrage.owner.query(`update agency set name = name || ' (new)' where code = 'awex'`)
    await ancrage.owner.query(`update claim set withdrawn_at = now() where stated_on > '2018-06-30'`)
    const again = await downloadAll('2018-W27/1')
    expect(again.map(hashOf)).toEqual(first.map(hashOf))
    const { body, headers } = await download('2018-W27/1.pdf?lang=fr')
    expect(headers.get('etag')).toBe(`"${hashOf(body)}"`)
    const tag = { 'if-none-match': headers.get('etag')! }
    expect((await fetchDocument(head, 'awex/2018-W27/1.pdf?lang=fr', tag)).status).toBe(304)
  })

  it('come from the store, whatever the service would render now', async () => {
    await issueSummary('2018-W22')
    await downloadAll('2018-W22/1')
    await tamper(`update issued_form set content = 'as issued' where format = 'pdf' and language = 'FR'`)
    expect((await download('2018-W22/1.pdf?lang=fr')).body.toString()).toBe('as issued')
    expect((await download('2018-W22/1.pdf?lang=nl')).body.toString()).toMatch(/^%PDF/)
  })

  it('are one for all readers who see the same, and another one for a reader who sees less', async () => {
    await issueSummary('2018-W22')
    const { body } = await download('2018-W22/1.pdf?lang=en')
    const quotation = 'plus d’un millier'
    expect(await readPdfText(body)).toContain(quotation)
    expect((await download('2018-W22/1.pdf?lang=en', 'admin@awex.example')).body).not.toEqual(body)
    const masked = await download('2018-W22/1.pdf?lang=en', analyst)
    expect(masked.body.equals(body)).toBe(false)
    expect(await readPdfText(masked.body)).not.toContain(quotation)
    await ancrage.owner.query(`update "user" set clearance = 'OPEN' where email = $1`, [head])
    expect(await readPdfText((await download('2018-W22/1.pdf?lang=en')).body)).not.toContain(quotation)
  })

  it('are the same under latest, but for the links of a page', async () => {
    await issueSummary('2018-W22')
    const [latest, numbered] = [
      await download('latest.pdf?lang=de'),
      await download('2018-W22/1.pdf?lang=de'),
    ]
    expect(latest.body.equals(numbered.body)).toBe(true)
    const page = await download('latest.html?lang=de')
    expect(page.body.toString()).toContain('href="latest.pdf?lang=de"')
    expect((await download('2018-W22/1.html?lang=de')).body.toString()).toContain('href="1.pdf?lang=de"')
  })

  it('are recorded as reads when they come from the store, as when they are rendered', async () => {
    await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED' where code_name = 'Lotus'`)
    await issueSummary('2018-W22')
    const readers = async () =>
      (
        await ancrage.owner.query<{ email: string }>(
          `select u.email from deal_read r join deal d on d.id = r.deal_id join "user" u on u.id = r.user_id
            where d.code_name = 'Lotus' and r.way = 'DOCUMENT' order by 1`,
        )
      ).rows.map(({ email }) => email)
    await download('2018-W22/1.pdf?lang=en')
    expect(await readers()).toEqual([head])
    await download('2018-W22/1.pdf?lang=en', 'officer@awex.example')
    const { rows } = await ancrage.owner.query('select from issued_form')
    expect(rows.length).toBe(1)
    expect(await readers()).toEqual([head, 'officer@awex.example'])
  })

  it('cannot be changed or removed, nor read or added by the service', async () => {
    await issueSummary('2018-W22')
    await download('2018-W22/1.pdf?lang=en')
    for (const sql of ['delete from issued_form', `update issued_form set content = 'forged'`])
      await expect(ancrage.owner.query(sql)).rejects.toThrow(/never changed or removed/)
  })
})

describe('an erasure', () => {
  it('removes the files that name the person, and leaves their SHA-256', async () => {
    await issueSummary('2018-W27')
    const before = (await download('2018-W27/1.html?lang=en')).body
    expect(readHtmlText(before)).toContain('Jack Ma')
    await eraseContact('Jack Ma')
    const { rows } = await ancrage.owner.query(
      'select content, sha256, redacted_at is not null as "isRedacted" from issued_form',
    )
    expect(rows).toEqual([{ content: null, sha256: hashOf(before), isRedacted: true }])
    const after = (await download('2018-W27/1.html?lang=en')).body
    expect(hashOf(after)).not.toBe(hashOf(before))
    expect((await download('2018-W27/1.html?lang=en')).body.equals(after)).toBe(true)
  })

  it('during the rendering of a file keeps that file out of the store', async () => {
    const id = await issueSummary('2018-W27')
    const store = (redactions: number) =>
      ancrage.owner.query<{ body: Buffer | null }>(
        `select store_issued_form('', new_uuid_v7(), $1, repeat('a', 64), 'pdf', 'EN', '', '{}', 'names Jack Ma', $2) as body`,
        [id, redactions],
      )
    await eraseContact('Jack Ma')
    expect((await store(0)).rows[0]!.body).toBeNull()
    expect((await store(1)).rows[0]!.body!.toString()).toBe('names Jack Ma')
  })
})

describe('npm run verify-summary', () => {
  const run = promisify(execFile)
  const folder = mkdtempSync(join(tmpdir(), 'summary-'))
  const verify = async (name: string, content: Buffer | string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return verifyPaths(path)
  }
  const verifyPaths = (...files: string[]) =>
    run(process.execPath, [join(packageFolder(), 'dist/src/cli/verify-summary.js'), ...files], {
      env: { ...process.env, DATABASE_URL: ancrage.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        text: stdout + stderr,
      }),
    )

  it('says which issued summary a file is, in every format', async () => {
    await issueSummary('2018-W22')
    for (const path of paths) {
      const { body } = await download(`2018-W22/1.${path}`)
      const format = /^\w+/.exec(path)![0]
      const { code, text } = await verify(`summary.${format}`, body)
      expect([path, code, text]).toEqual([
        path,
        0,
        expect.stringContaining(`byte for byte (SHA-256 ${hashOf(body)})`),
      ])
      expect(text).toContain(`(awex), week 2018-W22, revision 1, ${format.toUpperCase()}`)
      expect(text).toMatch(/Issued on \d+ \w+ \d{4} at \d\d:\d\d by Head of Awex\./)
    }
  }, 60_000)

  it('says that a file is none: a live one, and one with a changed byte', async () => {
    await issueSummary('2018-W22')
    const { body } = await download('2018-W22/1.csv?lang=en')
    const changed = Buffer.from(body.toString().replace('1', '7'))
    for (const content of [changed, (await download('2018-W22.pdf?lang=en')).body])
      expect(await verify('other.csv', content)).toEqual({
        code: 1,
        text: expect.stringContaining('not an issued summary. No file with these bytes was given out'),
      })
  })

  it('still knows the file from before an erasure', async () => {
    await issueSummary('2018-W27')
    const { body } = await download('2018-W27/1.pdf?lang=nl')
    await eraseContact('Jack Ma')
    const { code, text } = await verify('before.pdf', body)
    expect([code, text]).toEqual([0, expect.stringContaining('PDF in Dutch')])
    expect(text).toContain('a name in it was erased')
  })

  it('exits with 2 if it cannot find out', async () => {
    expect(await verifyPaths()).toEqual({
      code: 2,
      text: expect.stringContaining('npm run verify-summary --'),
    })
    expect(await verifyPaths(join(folder, 'absent.pdf'))).toEqual({
      code: 2,
      text: expect.stringContaining('Cannot read'),
    })
  })
})
