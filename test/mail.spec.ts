/** The weekly mail: once a week, to each recipient once, with what that recipient may see. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { Client } from 'pg'
import { extractText, getDocumentProxy } from 'unpdf'
import { tokenHash } from '../src/core/token.js'
import { timeZone } from '../src/core/time/day.js'
import { readConfig } from '../src/config/read-config.js'
import { serviceUrl } from '../src/database/roles.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { createService } from '../src/service.js'
import { readWorkbook } from './documents.js'
import { startTestService, type TestService } from './test-service.js'
import { aMailbox, type Mailbox } from './mailbox.js'
import { aMailWorker, type MailWorker } from './mail-worker.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const cabinet = 'cabinet@jeholet.example'
const airport = 'officer@liege-airport.example'
const admin = 'admin@awex.example'

const addMinutes = (minutes: number, to: Date) => new Date(to.getTime() + minutes * 60_000)
const now = DateTime.now().setZone(timeZone)
/** The hour of `schedule` below, and the Monday of the first mail. Before eight on a Monday, that is today at 20. */
const hour = now.weekday === 1 && now.hour < 8 ? 20 : 8
const nextMonday = now.startOf('week').plus({ weeks: hour === 20 ? 0 : 1 })
/** Just after that hour. */
const monday = nextMonday.set({ hour, minute: 1 }).toJSDate()
/** The last full week then. */
const week = nextMonday.minus({ days: 1 }).toFormat("kkkk-'W'WW")

let ancrage: TestService
let box: Mailbox
let worker: MailWorker
const startAll = async () => {
  ancrage = await startTestService()
  box = await aMailbox()
  worker = await aMailWorker(ancrage.url, box.server)
}
const stopAll = async () => {
  await worker.stop()
  await box.close()
  await ancrage.stop()
}

const mutate = (as: string, mutation: string, selection: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return ancrage.request(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, {
    input,
  })
}
const mutateOrFail = async (as: string, mutation: string, selection: string, input: object) => {
  const { data, errors } = await mutate(as, mutation, selection, input)
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}
const schedule = (more: object = {}, as = head) =>
  mutateOrFail(as, 'scheduleWeeklyMail', 'standing weekday hour nextAt orderedBy { email }', {
    ...{ agency: 'awex', on: true, weekday: 1, hour },
    ...more,
  })
const readUser = async (email: string): Promise<{ id: string; version: number }> =>
  (await ancrage.run(email, '{ viewer { id version } }')).viewer
const addRecipient = async (email: string): Promise<{ id: string }> =>
  mutateOrFail(head, 'addRecipient', 'id user { email }', {
    agency: 'awex',
    user: (await readUser(email)).id,
  })
const adminOf = (email: string) => `admin@${email.split('@')[1]}`
const deactivate = async (email: string) =>
  mutateOrFail(adminOf(email), 'updateUser', 'id', { ...(await readUser(email)), active: false })
/** Opened in the week of the mail, whichever day today is. */
const openedOn = DateTime.min(now, nextMonday.minus({ days: 1 })).toISODate()
const openDeal = (codeName: string, confidentiality: string) =>
  mutateOrFail(head, 'openDeal', 'id', {
    codeName,
    title: `Title of ${codeName}`,
    confidentiality,
    openedOn,
  })
const readDeliveries = async () => {
  const { rows } = await ancrage.owner.query<{
    email: string
    status: string
    attempts: number
    error: string
  }>(
    'select u.email, d.status, d.attempts, d.error from delivery d join "user" u on u.id = d.user_id order by d.id',
  )
  return rows
}
const listReceivers = () => box.received.map(({ to }) => to).sort()
const findMail = (address: string) => box.received.find(({ to }) => to === address)!
const readPdfText = async (address: string) => {
  const { content } = findMail(address).mail.attachments[0]!
  const pdf = await getDocumentProxy(new Uint8Array((content as ArrayBuffer).slice(0)))
  return (await extractText(pdf, { mergePages: true })).text
}
const countRows = async (table: string): Promise<number> =>
  Number((await ancrage.owner.query(`select count(*) as n from ${table}`)).rows[0].n)

describe('the weekly mail', () => {
  beforeEach(startAll)
  afterEach(stopAll)

  it('issues the summary in the name of the HEAD, and goes to each recipient once', async () => {
    await openDeal('Lotus', 'OPEN')
    await schedule()
    for (const email of [head, cabinet]) await addRecipient(email)
    await worker.run(addMinutes(-2, monday))
    expect(box.received).toEqual([])
    for (const at of [0, 1, 60, 24 * 60]) await worker.run(addMinutes(at, monday))
    expect(listReceivers()).toEqual([cabinet, head])

    const list =
      '{ weeklySummaries { nodes { week revision issuedBy { email } deliveries { nodes { status attempts error messageId user { email } } } } } }'
    const [summary, ...rest] = (await ancrage.run(head, list)).weeklySummaries.nodes
    expect(rest).toEqual([])
    expect(summary).toMatchObject({ week, revision: 1, issuedBy: { email: head } })
    expect(summary.deliveries.nodes).toHaveLength(2)
    for (const { messageId, user, ...delivery } of summary.deliveries.nodes) {
      expect(delivery).toEqual({ status: 'SENT', attempts: 1, error: null })
      expect(findMail(user.email).mail.messageId).toBe(messageId)
    }
    const own = (await ancrage.run(cabinet, list)).weeklySummaries.nodes[0].deliveries.nodes
    expect(own).toMatchObject([{ user: { email: cabinet } }])
  })

  it('has HTML, text and PDF in the language of the recipient', async () => {
    await openDeal('Lotus', 'OPEN')
    await schedule()
    for (const email of [head, cabinet]) await addRecipient(email)
    await worker.run(monday)
    const expected = {
      [head]: ['Weekly summary', 'en-GB', 'Week', 'Read in Ancrage'],
      [cabinet]: ['Note hebdomadaire', 'fr-BE', 'Semaine', 'Lire dans Ancrage'],
    }
    for (const [email, [title, tag, first, link]] of Object.entries(expected)) {
      const { mail, raw } = findMail(email)
      expect(mail.subject).toMatch(new RegExp(`^${first!} \\d+.* – ${title!} – `))
      const address = `https://ancrage.example/summary/awex/${week}`
      expect(mail.html).toContain(`<a href="${address}" class="strong" style="color:#1f5b8c">${link!}</a>`)
      expect(mail.text!.replace(/\u00a0:/g, ':')).toContain(`${link!}: ${address}`)
      expect(mail.subject).not.toContain('Lotus')
      expect(mail.html).toContain(`<html lang="${tag}">`)
      for (const text of [mail.html, mail.text, await readPdfText(email)]) {
        expect(text).toContain('Lotus')
        expect(text).toContain(title)
      }
      expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
        [`awex-${week}-r1-${tag!.slice(0, 2)}.pdf`, 'application/pdf'],
      ])
      expect(raw).toMatch(/^Auto-Submitted: auto-generated/m)
    }
  })

  it('shows each recipient only what they may see', async () => {
    await openDeal('Zinnia', 'SECRET')
    await openDeal('Tulip', 'RESTRICTED')
    await schedule()
    for (const email of [head, cabinet, airport]) await addRecipient(email)
    await worker.run(monday)
    const findReceivers = async (word: string) => {
      const receivers = []
      for (const { to, mail } of box.received)
        if ([mail.html, mail.text, await readPdfText(to)].some((text) => text?.includes(word)))
          receivers.push(to)
      return receivers.sort()
    }
    expect(await findReceivers('Zinnia')).toEqual([head])
    expect(await findReceivers('Tulip')).toEqual([cabinet, head])
    expect(await findReceivers('Title of Tulip')).toEqual([head])
    expect(listReceivers()).toEqual([cabinet, head, airport].sort())
    // the read log of the deals has the same
    const { rows } = await ancrage.owner.query(
      `select u.email, i.title, r.masked from deal_read r join "user" u on u.id = r.user_id
         join deal_identity i on i.deal_id = r.deal_id where r.way = 'MAIL' order by i.title, u.email`,
    )
    expect(rows).toEqual([
      { email: cabinet, title: 'Title of Tulip', masked: true },
      { email: head, title: 'Title of Tulip', masked: false },
      { email: head, title: 'Title of Zinnia', masked: false },
    ])
  })

  it('has the last revision that was issued before, and is sent again when the week is issued again', async () => {
    const issue = (more = {}) =>
      mutateOrFail(head, 'issueWeeklySummary', 'revision', { agency: 'awex', week, ...more })
    await schedule()
    await addRecipient(head)
    await issue()
    await openDeal('Lotus', 'OPEN')
    await issue({ reason: 'A deal was added' })
    await worker.run(monday)
    await openDeal('Iris', 'OPEN')
    await issue({ reason: 'Another one was added' })
    await worker.run(addMinutes(60, monday))
    await worker.run(addMinutes(61, monday))
    expect(box.received.map(({ mail }) => mail.attachments[0]!.filename)).toEqual([
      expect.stringContaining('-r2-'),
      expect.stringContaining('-r3-'),
    ])
    expect(await countRows('weekly_summary')).toBe(3)
  })

  it('as a correction goes to those who got the week, and says what it replaces and why', async () => {
    await schedule()
    for (const email of [head, cabinet, officer, airport]) await addRecipient(email)
    await worker.run(monday)
    const mails = box.received.splice(0)
    expect(mails).toHaveLength(4)
    await addRecipient(admin) // has got nothing that is to be corrected
    const { receives } = (
      await ancrage.run(officer, '{ viewer { receives { nodes { id agency { code } } } } }')
    ).viewer
    await mutateOrFail(officer, 'removeRecipient', 'id', { id: receives.nodes[0].id })
    await deactivate(airport)
    await openDeal('Iris', 'OPEN')
    const { id } = await mutateOrFail(head, 'issueWeeklySummary', 'id', {
      ...{ agency: 'awex', week, reason: 'Iris was <missing>' },
    })
    await schedule({ on: false })
    for (const at of [60, 61, 24 * 60]) await worker.run(addMinutes(at, monday))
    expect(listReceivers()).toEqual([cabinet, head])
    const { subject, html, text } = findMail(head).mail
    expect(subject).toMatch(/^Week \d+ of \d+ – Revision 2 – Weekly summary – /)
    expect(text).toContain('This is revision 2 of the summary of this week. It replaces')
    expect(text).toContain('Reason: Iris was <missing>')
    expect(html).toContain('Reason: Iris was &lt;missing&gt;')
    const { rows } = await ancrage.owner.query(
      `select verb, u.email, after->>'correction' as correction from audit_entry a join "user" u on u.id = a.user_id
        where subject_id = $1 and verb in ('sendWeeklySummary', 'deliverWeeklySummary') order by a.at`,
      [id],
    )
    expect(rows).toEqual([
      { verb: 'sendWeeklySummary', email: head, correction: 'true' },
      { verb: 'deliverWeeklySummary', email: head, correction: null },
      { verb: 'deliverWeeklySummary', email: head, correction: null },
    ])
  })

  it('that still waits gives way to its correction', async () => {
    await schedule()
    await addRecipient(head)
    await box.close()
    await worker.run(monday)
    await openDeal('Iris', 'OPEN')
    await mutateOrFail(head, 'issueWeeklySummary', 'id', { agency: 'awex', week, reason: 'Iris was missing' })
    box = await aMailbox(Number(new URL(box.server).port))
    for (const at of [5, 60, 24 * 60]) await worker.run(addMinutes(at, monday))
    expect(box.received.map(({ mail }) => mail.attachments[0]!.filename)).toEqual([
      expect.stringContaining('-r2-'),
    ])
    expect((await readDeliveries()).map(({ status }) => status).sort()).toEqual(['SENT', 'WITHDRAWN'])
  })

  it('as a correction is sent once by two processes at the same time', async () => {
    await schedule()
    await addRecipient(head)
    await worker.run(monday)
    await openDeal('Iris', 'OPEN')
    await mutateOrFail(head, 'issueWeeklySummary', 'id', { agency: 'awex', week, reason: 'Iris was missing' })
    const other = await aMailWorker(ancrage.url, box.server)
    await Promise.all([worker, other, worker, other].map((each) => each.run(addMinutes(60, monday))))
    await other.stop()
    expect(box.received).toHaveLength(2)
  })

  it('has the headers of a list and of one-click unsubscription, and answers go to the issuer', async () => {
    await schedule()
    await addRecipient(cabinet)
    await worker.run(monday)
    const { mail, raw } = findMail(cabinet)
    const header = (key: string) => mail.headers.find((each) => each.key === key)?.value
    const address = /^<(https:\/\/ancrage\.example\/unsubscribe\/u_[\w-]{43})>$/.exec(
      header('list-unsubscribe')!,
    )![1]!
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('list-id')).toBe('<awex.weekly-summary.ancrage.example>')
    expect(mail.replyTo).toMatchObject([{ address: head }])
    expect(mail.text).toContain(address)
    expect(mail.html).toContain(`href="${address}"`)
    expect(mail.text).toContain(`https://ancrage.example/summary/awex/${week}`)
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true)
    const { rows } = await ancrage.owner.query('select token_hash from unsubscribe_link')
    expect(rows.map(({ token_hash }) => token_hash)).toEqual([tokenHash(address.split('/').at(-1)!)])
  })

  it('waits longer after each attempt while the server is down, and is sent when it is back', async () => {
    await schedule()
    await addRecipient(head)
    const port = Number(new URL(box.server).port)
    await box.close()
    await worker.run(monday)
    expect(await readDeliveries()).toMatchObject([
      { status: 'WAITING', attempts: 1, error: expect.stringMatching(/ECONN|ESOCKET/) },
    ])
    await worker.run(addMinutes(0.5, monday))
    expect(await readDeliveries()).toMatchObject([{ attempts: 1 }])
    await worker.run(addMinutes(1, monday))
    await worker.run(addMinutes(2.5, monday))
    expect(await readDeliveries()).toMatchObject([{ status: 'WAITING', attempts: 2 }])
    box = await aMailbox(port)
    await worker.run(addMinutes(3, monday))
    expect(await readDeliveries()).toMatchObject([{ status: 'SENT', attempts: 3, error: null }])
    expect(listReceivers()).toEqual([head])
  })

  it('gives up a recipient that the server rejects, and reaches the others', async () => {
    await schedule()
    for (const email of [head, cabinet]) await addRecipient(email)
    box.unknownAddresses.push(head)
    for (const at of [0, 5, 60]) await worker.run(addMinutes(at, monday))
    expect(await readDeliveries()).toMatchObject([
      { email: head, status: 'GIVEN_UP', attempts: 1, error: expect.stringContaining('No such mailbox') },
      { email: cabinet, status: 'SENT', attempts: 1 },
    ])
  })

  it('is sent once by two processes at the same time', async () => {
    await schedule()
    const people = [head, officer, cabinet, airport, admin]
    for (const email of people) await addRecipient(email)
    const other = await aMailWorker(ancrage.url, box.server)
    await Promise.all([worker, other, worker, other].map((each) => each.run(monday)))
    await other.stop()
    expect(listReceivers()).toEqual(people.toSorted())
    expect([await countRows('weekly_summary'), await countRows('mail_batch')]).toEqual([1, 1])
  })

  it('is sent once if a process dies before the server has accepted it', async () => {
    await schedule()
    for (const email of [head, cabinet]) await addRecipient(email)
    await killWorker(async (kill) => kill())
    expect(box.received).toEqual([])
    await worker.run(addMinutes(2, monday))
    expect(listReceivers()).toEqual([cabinet])
    await worker.run(addMinutes(16, monday))
    expect(listReceivers()).toEqual([cabinet, head])
  })

  it('is sent again with the same Message-ID if a process dies after the server has accepted it', async () => {
    await schedule()
    for (const email of [head, cabinet]) await addRecipient(email)
    await killWorker(async (kill) => {
      // no process can record the outcome
      await ancrage.owner.query('begin; select from delivery for update')
      setTimeout(kill, 500)
    })
    // the server does not run the statement of the dead process either
    await ancrage.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await ancrage.owner.query('rollback')
    expect(listReceivers()).toEqual([head])
    for (const at of [2, 16, 60]) await worker.run(addMinutes(at, monday))
    expect(listReceivers()).toEqual([cabinet, head, head])
    const ids = box.received.filter(({ to }) => to === head).map(({ mail }) => mail.messageId)
    expect(new Set(ids).size).toBe(1)
    expect(await readDeliveries()).toMatchObject([
      { email: head, status: 'SENT', attempts: 2 },
      { email: cabinet },
    ])
  })

  it('does not go to a recipient who was removed or deactivated, not even at the last moment', async () => {
    await schedule()
    const { id } = await addRecipient(officer)
    for (const email of [cabinet, airport, head]) await addRecipient(email)
    await mutateOrFail(officer, 'removeRecipient', 'removedAt', { id })
    await deactivate(airport)
    const port = Number(new URL(box.server).port)
    await box.close()
    await worker.run(monday)
    expect((await readDeliveries()).map(({ email }) => email)).toEqual([cabinet, head])
    await deactivate(cabinet)
    box = await aMailbox(port)
    await worker.run(addMinutes(60, monday))
    expect(await readDeliveries()).toMatchObject([
      { email: cabinet, status: 'WITHDRAWN' },
      { email: head, status: 'SENT' },
    ])
    expect(listReceivers()).toEqual([head])
  })

  it('is audited in the name of the HEAD, from the schedule to the delivery', async () => {
    await schedule()
    await addRecipient(cabinet)
    await worker.run(monday)
    const { rows } = await ancrage.owner.query(
      `select e.verb, u.email from audit_entry e left join "user" u on u.id = e.user_id where e.verb <> 'signIn' order by e.at, e.id`,
    )
    expect(rows).toEqual(
      [
        'scheduleWeeklyMail',
        'addRecipient',
        'issueWeeklySummary',
        'sendWeeklySummary',
        'deliverWeeklySummary',
      ].map((verb) => ({
        verb,
        email: head,
      })),
    )
  })

  it('is sent while the service runs', async () => {
    await schedule()
    await addRecipient(head)
    await ancrage.owner.query(`update mail_schedule set ordered_at = now() - interval '20 days'`)
    const settings = { ...readConfig({}), mail: { server: box.server, from: 'ancrage@awex.example' } }
    const url = serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url)
    const service = await createService(url, settings, await insertServiceSecret(ancrage.owner))
    await service.init()
    for (let i = 0; i < 100 && box.received.length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    await service.close()
    expect(listReceivers()).toEqual([head])
    expect((await readDeliveries())[0]!.status).toBe('SENT')
  })
})

describe('the hour of the schedule', () => {
  beforeEach(startAll)
  afterEach(stopAll)

  // the Sundays on which daylight saving time begins and ends
  it.each([
    ['that is skipped', '2027-03-28', '2027-03-28T01:00:00.000Z'],
    ['that is repeated', '2027-10-31', '2027-10-31T01:00:00.000Z'],
    ['on another Sunday', '2027-04-04', '2027-04-04T00:00:00.000Z'],
  ])('%s sends once', async (_, sunday, expected) => {
    await schedule({ weekday: 7, hour: 2 })
    await addRecipient(head)
    await ancrage.owner.query(`update mail_schedule set ordered_at = $1::date - 3`, [sunday])
    const start = DateTime.fromISO(sunday, { zone: timeZone }).startOf('day').toJSDate()
    const sentAt: string[] = []
    for (let at = start; at < addMinutes(8 * 60, start); at = addMinutes(30, at)) {
      await worker.run(at)
      if (box.received.length > sentAt.length) sentAt.push(at.toISOString())
    }
    expect(sentAt).toEqual([expected])
  })

  it('is made up for after a downtime, for the last week only', async () => {
    await schedule()
    await addRecipient(head)
    await worker.run(addMinutes(24 * 60 * (14 + 3), monday))
    expect(box.received).toHaveLength(1)
    const { rows } = await ancrage.owner.query<{ week: string }>('select week from weekly_summary')
    expect(rows).toEqual([{ week: nextMonday.plus({ days: 13 }).toFormat("kkkk-'W'WW") }])
  })

  it('sends nothing if it has passed, and sends no second mail if it is changed', async () => {
    await schedule()
    await addRecipient(head)
    await worker.run(monday)
    await schedule({ hour: 10 })
    await schedule({ weekday: 3 })
    await worker.run(addMinutes(5 * 24 * 60, monday))
    expect(box.received).toHaveLength(1)
    await schedule({ on: false })
    await schedule()
    await ancrage.owner.query('update mail_schedule set ordered_at = $1', [
      addMinutes(7 * 24 * 60 + 30, monday),
    ])
    await worker.run(addMinutes(7 * 24 * 60 + 60, monday))
    expect(box.received).toHaveLength(1)
  })
})

describe('a mail schedule', () => {
  beforeEach(startAll)
  afterEach(stopAll)

  const readStanding = async () =>
    (await ancrage.run(head, '{ agency(code: "awex") { mailSchedule { standing } } }')).agency.mailSchedule
      ?.standing

  it('shows whether mails are sent, and why not', async () => {
    expect(await readStanding()).toBeUndefined()
    expect(await schedule()).toMatchObject({ standing: 'NO_MAIL_SERVER', orderedBy: { email: head } })
    expect(await schedule({ on: false })).toMatchObject({ standing: 'OFF', orderedBy: null, nextAt: null })
    const withMail = await startTestService({ mail: { server: box.server, from: 'ancrage@awex.example' } })
    const input = { agency: 'awex', on: true, weekday: 1, hour }
    const text =
      'mutation ($input: ScheduleWeeklyMailInput!) { scheduleWeeklyMail(input: $input) { standing nextAt } }'
    const { scheduleWeeklyMail } = await withMail.run(head, text, { input })
    await withMail.stop()
    expect(scheduleWeeklyMail).toEqual({
      standing: 'ON',
      nextAt: nextMonday.set({ hour }).toUTC().toISO(),
    })
  })

  it('lapses while its creator is not a HEAD', async () => {
    await schedule()
    await addRecipient(cabinet)
    await ancrage.owner.query(`update "user" set role = 'OFFICER' where email = $1`, [head])
    await worker.run(monday)
    expect(box.received).toEqual([])
    await ancrage.owner.query(`update "user" set role = 'HEAD' where email = $1`, [head])
    await worker.run(addMinutes(60, monday))
    expect(listReceivers()).toEqual([cabinet])
  })
})

describe('a mail schedule', () => {
  beforeAll(startAll)
  afterAll(stopAll)

  it.each([
    [officer, 'scheduleWeeklyMail', { agency: 'awex', on: true, weekday: 1, hour: 8 }],
    [head, 'scheduleWeeklyMail', { agency: 'liege-airport', on: true, weekday: 1, hour: 8 }],
    [cabinet, 'addRecipient', { agency: 'awex' }],
    [head, 'addRecipient', { agency: 'liege-airport' }],
  ])('rejects %s: %s %p', async (as, mutation, input) => {
    const user = mutation === 'addRecipient' ? { user: (await readUser(cabinet)).id } : {}
    const { errors } = await mutate(as, mutation, 'id', { ...input, ...user })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it.each([
    [{ weekday: 0 }, 'OUT_OF_RANGE'],
    [{ weekday: 8 }, 'OUT_OF_RANGE'],
    [{ hour: -1 }, 'OUT_OF_RANGE'],
    [{ hour: 24 }, 'OUT_OF_RANGE'],
    [{ agency: 'nowhere' }, 'UNKNOWN_REFERENCE'],
  ])('rejects %p', async (more, code) => {
    const { errors } = await mutate(head, 'scheduleWeeklyMail', 'id', {
      agency: 'awex',
      on: true,
      weekday: 1,
      hour: 8,
      ...more,
    })
    expect(errors?.[0]?.extensions.fields?.[0]?.code).toBe(code)
  })
})

describe('the link to unsubscribe', () => {
  beforeAll(startAll)
  afterAll(stopAll)

  let path: string
  beforeEach(async () => {
    box.received.splice(0)
    await ancrage.owner.query('truncate delivery, mail_batch')
    await schedule()
    await mutateOrFail(cabinet, 'subscribeToWeeklySummary', 'id', { agency: 'awex' })
    await worker.run(monday)
    path = /unsubscribe\/u_[\w-]{43}/.exec(findMail(cabinet).mail.text!)![0]
  })
  const isSubscribed = async () =>
    (await ancrage.run(cabinet, '{ viewer { receives { totalCount } } }')).viewer.receives.totalCount === 1
  const post = (body: string | FormData, type?: string, address = path) =>
    fetch(`${ancrage.address}/${address}`, {
      ...{ method: 'POST', body },
      ...(type !== undefined && { headers: { 'content-type': type } }),
    })
  const form = 'application/x-www-form-urlencoded'

  it('ends the mails with one click, without a sign-in, and is audited', async () => {
    const response = await post('List-Unsubscribe=One-Click', form)
    expect([response.status, response.redirected, response.headers.get('set-cookie')]).toEqual([
      200,
      false,
      null,
    ])
    expect(await isSubscribed()).toBe(false)
    const { rows } = await ancrage.owner.query(
      `select u.email, a.after->'byLink' as by_link from audit_entry a join "user" u on u.id = a.user_id
        where verb = 'removeRecipient' order by a.at desc limit 1`,
    )
    expect(rows).toEqual([{ email: cabinet, by_link: true }])
  })

  it('accepts the form of several parts, which mail programs should send', async () => {
    const parts = new FormData()
    parts.set('List-Unsubscribe', 'One-Click')
    expect((await post(parts)).status).toBe(200)
    expect(await isSubscribed()).toBe(false)
  })

  it('does nothing when a scanner opens it, or posts something else', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${ancrage.address}/${path}`, { method, headers: { accept: 'text/html' } })
      expect([method, response.status, response.headers.get('cache-control')]).toEqual([
        method,
        200,
        'no-store',
      ])
    }
    for (const [body, type] of [
      ['', form],
      ['List-Unsubscribe=Later', form],
      ['{"List-Unsubscribe":"One-Click-"}', 'application/json'],
    ] as const)
      expect((await post(body, type)).status).toBe(400)
    expect(await isSubscribed()).toBe(true)
  })

  it('costs an anonymous sender of a crafted form of several parts no more than another body', async () => {
    const size = 32_000
    const measure = async (line: string) => {
      const body = line.repeat(size / line.length)
      const start = performance.now()
      for (let n = 0; n < 30; n++)
        expect((await post(body, 'multipart/form-data; boundary=x')).status).toBe(400)
      return performance.now() - start
    }
    await measure('an ordinary line\n')
    const ordinary = await measure('an ordinary line\n')
    expect(await measure('name=List-Unsubscribe\n')).toBeLessThan(2 * ordinary + 100)
    expect(await isSubscribed()).toBe(true)
  })

  it('has a page with a button, in the language of the browser', async () => {
    const headers = { 'accept-language': 'nl' }
    const page = await (await fetch(`${ancrage.address}/${path}`, { headers })).text()
    expect(page).toContain('Uitschrijven')
    const field = /<input type="hidden" name="([^"]+)" value="([^"]+)">/.exec(page)!
    expect((await post(`${field[1]}=${field[2]}`, form)).status).toBe(200)
    expect(await isSubscribed()).toBe(false)
  })

  it('answers the same whether it exists or not', async () => {
    const invented = `unsubscribe/u_${'A'.repeat(43)}`
    const read = async (response: Response) => [response.status, await response.text()]
    expect(await read(await fetch(`${ancrage.address}/${invented}`))).toEqual(
      await read(await fetch(`${ancrage.address}/${path}`)),
    )
    expect(await read(await post('List-Unsubscribe=One-Click', form, invented))).toEqual(
      await read(await post('List-Unsubscribe=One-Click', form)),
    )
  })

  it('has no effect once the user has subscribed again', async () => {
    await post('List-Unsubscribe=One-Click', form)
    await mutateOrFail(cabinet, 'subscribeToWeeklySummary', 'id', { agency: 'awex' })
    await post('List-Unsubscribe=One-Click', form)
    expect(await isSubscribed()).toBe(true)
  })

  it('is the only address that takes a form of several parts', async () => {
    const parts = new FormData()
    parts.set('query', '{ viewer { id } }')
    for (const address of ['graphql', 'exports/deals.csv', 'auth/sign-in'])
      expect([address, (await post(parts, undefined, address)).status]).toEqual([address, 415])
  })

  it('cannot be read or made by the service, except for a mail that it is sending', async () => {
    const service = new Client({
      connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url),
    })
    await service.connect()
    try {
      await expect(service.query('select * from unsubscribe_link')).rejects.toThrow('permission denied')
      const hash = tokenHash('u_invented')
      await service.query('select create_unsubscribe_link($1, $2)', [Buffer.alloc(32), hash])
      await service.query('select end_mail_by_link($1, gen_random_uuid())', [hash])
      await expect(service.query('select queue_corrections($1, now())', [Buffer.alloc(32)])).rejects.toThrow()
    } finally {
      await service.end()
    }
    expect(await isSubscribed()).toBe(true)
  })
})

describe('a recipient', () => {
  beforeEach(startAll)
  afterEach(stopAll)

  it('is added once, and removed only by that user or by a HEAD of the agency', async () => {
    const { id } = await addRecipient(cabinet)
    expect((await addRecipient(cabinet)).id).toBe(id)
    const own = '{ viewer { receives { nodes { id agency { code } } } } }'
    expect((await ancrage.run(cabinet, own)).viewer.receives.nodes).toEqual([
      { id, agency: { code: 'awex' } },
    ])
    const codes = []
    for (const email of [officer, airport])
      codes.push((await mutate(email, 'removeRecipient', 'id', { id })).errors?.[0]?.extensions.code)
    expect(codes).toEqual(['FORBIDDEN', 'NOT_FOUND'])
    expect((await mutateOrFail(cabinet, 'removeRecipient', 'removedAt', { id })).removedAt).not.toBeNull()
    const again = await addRecipient(cabinet)
    expect(again.id).not.toBe(id)
    await mutateOrFail(head, 'removeRecipient', 'id', { id: again.id })
    const list = '{ agency(code: "awex") { recipients { nodes { id } } } }'
    expect((await ancrage.run(head, list)).agency.recipients.nodes).toEqual([])
  })

  it('adds themselves to an agency of their choice, once', async () => {
    const subscribe = () =>
      mutateOrFail(airport, 'subscribeToWeeklySummary', 'id agency { code } user { email }', {
        agency: 'awex',
      })
    const first = await subscribe()
    expect(first).toMatchObject({ agency: { code: 'awex' }, user: { email: airport } })
    expect(await subscribe()).toEqual(first)
    const { data, errors } = await mutate(airport, 'subscribeToWeeklySummary', 'id', { agency: 'nothing' })
    expect([data, errors?.[0]?.extensions?.fields?.[0]?.code]).toEqual([null, 'UNKNOWN_REFERENCE'])
    await mutateOrFail(head, 'removeRecipient', 'id', { id: first.id })
  })

  it('chooses the language and the attachment of the mails, and changes them by subscribing again', async () => {
    await schedule()
    const choose = (choice: object) =>
      mutateOrFail(cabinet, 'subscribeToWeeklySummary', 'id language attachment', {
        agency: 'awex',
        ...choice,
      })
    const { id, ...first } = await choose({})
    expect(first).toEqual({ language: null, attachment: 'PDF' })
    expect(await choose({ language: 'NL', attachment: 'XLSX' })).toEqual({
      ...{ id, language: 'NL', attachment: 'XLSX' },
    })
    expect(await choose({})).toMatchObject({ id, language: 'NL', attachment: 'XLSX' })
    await mutateOrFail(airport, 'subscribeToWeeklySummary', 'id', { agency: 'awex', attachment: 'NONE' })
    const input = { agency: 'awex', attachment: null }
    expect(await mutateOrFail(airport, 'subscribeToWeeklySummary', 'attachment', input)).toEqual({
      attachment: 'NONE',
    })
    await worker.run(monday)
    const { mail } = findMail(cabinet)
    expect(mail.html).toContain('<html lang="nl-BE">')
    expect(mail.text).toContain('De bijlage staat in de bijgevoegde werkmap.')
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([`awex-${week}-r1-nl.xlsx`])
    const book = await readWorkbook(Buffer.from(mail.attachments[0]!.content as ArrayBuffer))
    expect(book.worksheets[0]!.name).toBe('Weekoverzicht')
    const bare = findMail(airport).mail
    expect(bare.attachments).toEqual([])
    expect(bare.text).not.toMatch(/annex|PDF/i)
    const { rows } = await ancrage.owner.query(
      `select before->>'attachment' as before, after->>'attachment' as after from audit_entry
        where subject_id = $1 and verb = 'subscribeToWeeklySummary' order by at`,
      [id],
    )
    expect(rows).toEqual([
      { before: null, after: 'PDF' },
      { before: 'PDF', after: 'XLSX' },
    ])
  })

  it('must be active', async () => {
    const user = await readUser(cabinet)
    await deactivate(cabinet)
    const { errors } = await mutate(head, 'addRecipient', 'id', { agency: 'awex', user: user.id })
    expect(errors?.[0]?.extensions.fields?.[0]?.code).toBe('NOT_ACTIVE')
  })
})

describe('the database', () => {
  beforeEach(startAll)
  afterEach(stopAll)

  it('lets the service act for a recipient only while it sends their mail', async () => {
    await schedule()
    await addRecipient(head)
    await worker.run(monday)
    const { rows } = await ancrage.owner.query('select * from authenticate_delivery($1)', [Buffer.alloc(32)])
    expect(rows).toEqual([])
    const used = await ancrage.owner.query('select from delivery where claim is not null')
    expect(used.rowCount).toBe(0)
  })
})

/** Runs a worker in another process, and calls `during` while it sends its first mail. The worker must be killed. */
async function killWorker(during: (kill: () => void) => Promise<void>): Promise<void> {
  const script = fileURLToPath(new URL('./mail-worker.js', import.meta.url))
  const child = spawn(process.execPath, [script, ancrage.url, box.server, monday.toISOString()])
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)))
  const exit = new Promise<string | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
  let isFirst = true
  const kill = () => child.kill('SIGKILL')
  box.beforeAccept = async () => {
    if (!isFirst) return
    isFirst = false
    await during(kill)
    if (child.killed) throw new Error('The client is gone.')
  }
  const signal = await exit
  if (signal !== 'SIGKILL') throw new Error(`The worker was not killed: ${errors.join('')}`)
}
