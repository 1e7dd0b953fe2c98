/** The weekly summary by e-mail: once a week, to each recipient once, with what he may see. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { extractText, getDocumentProxy } from 'unpdf'
import { timeZone } from '../src/core/time/day.js'
import { readConfig } from '../src/config/read-config.js'
import { serviceUrl } from '../src/database/roles.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { createService } from '../src/service.js'
import { startTestService, type TestService } from './test-service.js'
import { aMailbox, type Mailbox } from './mailbox.js'
import { aWorker, type Worker } from './sending-worker.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const cabinet = 'cabinet@jeholet.example'
const airport = 'officer@liege-airport.example'
const admin = 'admin@awex.example'

const minutes = (n: number, from: Date) => new Date(from.getTime() + n * 60_000)
const nextMonday = DateTime.now().setZone(timeZone).startOf('week').plus({ weeks: 1 })
/** Just after the hour that is ordered below. */
const monday = nextMonday.set({ hour: 8, minute: 1 }).toJSDate()
/** The week that is running. */
const week = nextMonday.minus({ days: 1 }).toFormat("kkkk-'W'WW")

let ancrage: TestService
let box: Mailbox
let worker: Worker
const begin = async () => {
  ancrage = await startTestService()
  box = await aMailbox()
  worker = await aWorker(ancrage.url, box.server)
}
const end = async () => {
  await worker.stop()
  await box.close()
  await ancrage.stop()
}

const call = (as: string, mutation: string, selection: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return ancrage.ask(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, {
    input,
  })
}
const done = async (as: string, mutation: string, selection: string, input: object) => {
  const { data, errors } = await call(as, mutation, selection, input)
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}
const order = (more: object = {}, as = head) =>
  done(as, 'orderSending', 'standing weekday hour nextAt orderedBy { email }', {
    ...{ agency: 'awex', on: true, weekday: 1, hour: 8 },
    ...more,
  })
const userOf = async (email: string): Promise<{ id: string; version: number }> =>
  (await ancrage.get(email, '{ viewer { id version } }')).viewer
const add = async (email: string): Promise<{ id: string }> =>
  done(head, 'addRecipient', 'id user { email }', { agency: 'awex', user: (await userOf(email)).id })
const deactivate = async (email: string) =>
  done(admin, 'updateUser', 'id', { ...(await userOf(email)), active: false })
const aDeal = (codeName: string, confidentiality: string) =>
  done(head, 'openDeal', 'id', { codeName, title: `Title of ${codeName}`, confidentiality })
const deliveries = async () => {
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
const sentTo = () => box.received.map(({ to }) => to).sort()
const mailTo = (address: string) => box.received.find(({ to }) => to === address)!
const pdfText = async (address: string) => {
  const { content } = mailTo(address).mail.attachments[0]!
  const pdf = await getDocumentProxy(new Uint8Array((content as ArrayBuffer).slice(0)))
  return (await extractText(pdf, { mergePages: true })).text
}
const count = async (table: string): Promise<number> =>
  Number((await ancrage.owner.query(`select count(*) as n from ${table}`)).rows[0].n)

describe('the weekly mail', () => {
  beforeEach(begin)
  afterEach(end)

  it('is issued by the standing order of a HEAD, and goes to each recipient once', async () => {
    await aDeal('Lotus', 'OPEN')
    await order()
    for (const email of [head, cabinet]) await add(email)
    await worker.run(minutes(-2, monday))
    expect(box.received).toEqual([])
    for (const at of [0, 1, 60, 24 * 60]) await worker.run(minutes(at, monday))
    expect(sentTo()).toEqual([cabinet, head])

    const list =
      '{ weeklySummaries { nodes { week revision issuedBy { email } deliveries { nodes { status attempts error messageId user { email } } } } } }'
    const [summary, ...rest] = (await ancrage.get(head, list)).weeklySummaries.nodes
    expect(rest).toEqual([])
    expect(summary).toMatchObject({ week, revision: 1, issuedBy: { email: head } })
    expect(summary.deliveries.nodes).toHaveLength(2)
    for (const { messageId, user, ...delivery } of summary.deliveries.nodes) {
      expect(delivery).toEqual({ status: 'SENT', attempts: 1, error: null })
      expect(mailTo(user.email).mail.messageId).toBe(messageId)
    }
    const own = (await ancrage.get(cabinet, list)).weeklySummaries.nodes[0].deliveries.nodes
    expect(own).toMatchObject([{ user: { email: cabinet } }])
  })

  it('has HTML, text and PDF in the language of its reader', async () => {
    await aDeal('Lotus', 'OPEN')
    await order()
    for (const email of [head, cabinet]) await add(email)
    await worker.run(monday)
    const words = { [head]: ['Weekly summary', 'en-GB'], [cabinet]: ['Note hebdomadaire', 'fr-BE'] }
    for (const [email, [title, tag]] of Object.entries(words)) {
      const { mail, raw } = mailTo(email)
      expect(mail.subject).toContain(title)
      expect(mail.subject).not.toContain('Lotus')
      expect(mail.html).toContain(`<html lang="${tag}">`)
      for (const text of [mail.html, mail.text, await pdfText(email)]) {
        expect(text).toContain('Lotus')
        expect(text).toContain(title)
      }
      expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
        [`awex-${week}-r1-${tag!.slice(0, 2)}.pdf`, 'application/pdf'],
      ])
      expect(raw).toMatch(/^Auto-Submitted: auto-generated/m)
    }
  })

  it('says to each reader only what he may see', async () => {
    await aDeal('Zinnia', 'SECRET')
    await aDeal('Tulip', 'RESTRICTED')
    await order()
    for (const email of [head, cabinet, airport]) await add(email)
    await worker.run(monday)
    const saying = async (word: string) => {
      const readers = []
      for (const { to, mail } of box.received)
        if ([mail.html, mail.text, await pdfText(to)].some((text) => text?.includes(word))) readers.push(to)
      return readers.sort()
    }
    expect(await saying('Zinnia')).toEqual([head])
    expect(await saying('Tulip')).toEqual([cabinet, head])
    expect(await saying('Title of Tulip')).toEqual([head])
    expect(sentTo()).toEqual([cabinet, head, airport].sort())
  })

  it('brings what was issued by hand, in its last revision, and a later one of that week is not sent again', async () => {
    const issue = (more = {}) =>
      done(head, 'issueWeeklySummary', 'revision', { agency: 'awex', week, ...more })
    await order()
    await add(head)
    await issue()
    await aDeal('Lotus', 'OPEN')
    await issue({ reason: 'A deal was added' })
    await worker.run(monday)
    await aDeal('Iris', 'OPEN')
    await issue({ reason: 'Another one was added' })
    await worker.run(minutes(60, monday))
    expect(box.received).toHaveLength(1)
    expect(mailTo(head).mail.attachments[0]!.filename).toContain('-r2-')
    expect(await count('weekly_summary')).toBe(3)
  })

  it('waits for a server that is down, longer each time, and goes out when it is back', async () => {
    await order()
    await add(head)
    const port = Number(new URL(box.server).port)
    await box.close()
    await worker.run(monday)
    expect(await deliveries()).toMatchObject([
      { status: 'WAITING', attempts: 1, error: expect.stringMatching(/ECONN|ESOCKET/) },
    ])
    await worker.run(minutes(0.5, monday))
    expect(await deliveries()).toMatchObject([{ attempts: 1 }])
    await worker.run(minutes(1, monday))
    await worker.run(minutes(2.5, monday))
    expect(await deliveries()).toMatchObject([{ status: 'WAITING', attempts: 2 }])
    box = await aMailbox(port)
    await worker.run(minutes(3, monday))
    expect(await deliveries()).toMatchObject([{ status: 'SENT', attempts: 3, error: null }])
    expect(sentTo()).toEqual([head])
  })

  it('gives up whom the server does not know, and reaches the others', async () => {
    await order()
    for (const email of [head, cabinet]) await add(email)
    box.unknown.push(head)
    for (const at of [0, 5, 60]) await worker.run(minutes(at, monday))
    expect(await deliveries()).toMatchObject([
      { email: head, status: 'GIVEN_UP', attempts: 1, error: expect.stringContaining('No such mailbox') },
      { email: cabinet, status: 'SENT', attempts: 1 },
    ])
  })

  it('goes once, whichever of two processes is faster', async () => {
    await order()
    const people = [head, officer, cabinet, airport, admin]
    for (const email of people) await add(email)
    const other = await aWorker(ancrage.url, box.server)
    await Promise.all([worker, other, worker, other].map((each) => each.run(monday)))
    await other.stop()
    expect(sentTo()).toEqual(people.toSorted())
    expect([await count('weekly_summary'), await count('mail_batch')]).toEqual([1, 1])
  })

  it('goes once when a process dies before the server has taken it', async () => {
    await order()
    for (const email of [head, cabinet]) await add(email)
    await dying(async (kill) => kill())
    expect(box.received).toEqual([])
    await worker.run(minutes(2, monday))
    expect(sentTo()).toEqual([cabinet])
    await worker.run(minutes(16, monday))
    expect(sentTo()).toEqual([cabinet, head])
  })

  it('goes again, under the same Message-ID, when a process dies after the server has taken it and before it is noted', async () => {
    await order()
    for (const email of [head, cabinet]) await add(email)
    await dying(async (kill) => {
      // nobody can note anything of it
      await ancrage.owner.query('begin; select from delivery for update')
      setTimeout(kill, 500)
    })
    // nor does the server do what a dead client still wanted of it
    await ancrage.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await ancrage.owner.query('rollback')
    expect(sentTo()).toEqual([head])
    for (const at of [2, 16, 60]) await worker.run(minutes(at, monday))
    expect(sentTo()).toEqual([cabinet, head, head])
    const ids = box.received.filter(({ to }) => to === head).map(({ mail }) => mail.messageId)
    expect(new Set(ids).size).toBe(1)
    expect(await deliveries()).toMatchObject([
      { email: head, status: 'SENT', attempts: 2 },
      { email: cabinet },
    ])
  })

  it('does not go to whoever was removed or deactivated, not even at the last moment', async () => {
    await order()
    const { id } = await add(officer)
    for (const email of [cabinet, airport, head]) await add(email)
    await done(officer, 'removeRecipient', 'removedAt', { id })
    await deactivate(airport)
    const port = Number(new URL(box.server).port)
    await box.close()
    await worker.run(monday)
    expect((await deliveries()).map(({ email }) => email)).toEqual([cabinet, head])
    await deactivate(cabinet)
    box = await aMailbox(port)
    await worker.run(minutes(60, monday))
    expect(await deliveries()).toMatchObject([
      { email: cabinet, status: 'WITHDRAWN' },
      { email: head, status: 'SENT' },
    ])
    expect(sentTo()).toEqual([head])
  })

  it('leaves an entry of what was ordered, sent and delivered, in the name of the HEAD', async () => {
    await order()
    await add(cabinet)
    await worker.run(monday)
    const { rows } = await ancrage.owner.query(
      `select e.verb, u.email from audit_entry e left join "user" u on u.id = e.user_id where e.verb <> 'signIn' order by e.at, e.id`,
    )
    expect(rows).toEqual(
      ['orderSending', 'addRecipient', 'issueWeeklySummary', 'sendWeeklySummary', 'deliverWeeklySummary'].map(
        (verb) => ({
          verb,
          email: head,
        }),
      ),
    )
  })

  it('goes out by itself while a service runs', async () => {
    await order()
    await add(head)
    await ancrage.owner.query(`update mail_schedule set ordered_at = now() - interval '20 days'`)
    const settings = { ...readConfig({}), mail: { server: box.server, from: 'ancrage@awex.example' } }
    const url = serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url)
    const service = await createService(url, settings, await insertServiceSecret(ancrage.owner))
    await service.init()
    for (let i = 0; i < 100 && box.received.length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    await service.close()
    expect(sentTo()).toEqual([head])
    expect((await deliveries())[0]!.status).toBe('SENT')
  })
})

describe('the hour', () => {
  beforeEach(begin)
  afterEach(end)

  // the Sundays on which the clocks change: one hour does not come, one comes twice
  it.each([
    ['that does not come', '2027-03-28', '2027-03-28T01:00:00.000Z'],
    ['that comes twice', '2027-10-31', '2027-10-31T01:00:00.000Z'],
    ['of any other Sunday', '2027-04-04', '2027-04-04T00:00:00.000Z'],
  ])('%s sends once', async (_, sunday, sent) => {
    await order({ weekday: 7, hour: 2 })
    await add(head)
    await ancrage.owner.query(`update mail_schedule set ordered_at = $1::date - 3`, [sunday])
    const start = DateTime.fromISO(sunday, { zone: timeZone }).startOf('day').toJSDate()
    const seen: string[] = []
    for (let at = start; at < minutes(8 * 60, start); at = minutes(30, at)) {
      await worker.run(at)
      if (box.received.length > seen.length) seen.push(at.toISOString())
    }
    expect(seen).toEqual([sent])
  })

  it('is made up for when nobody was there, for the last week only', async () => {
    await order()
    await add(head)
    await worker.run(minutes(24 * 60 * (14 + 3), monday))
    expect(box.received).toHaveLength(1)
    const { rows } = await ancrage.owner.query<{ week: string }>('select week from weekly_summary')
    expect(rows).toEqual([{ week: nextMonday.plus({ days: 13 }).toFormat("kkkk-'W'WW") }])
  })

  it('that is over when it is ordered sends nothing, and another one sends no second time', async () => {
    await order()
    await add(head)
    await worker.run(monday)
    await order({ hour: 10 })
    await order({ weekday: 3 })
    await worker.run(minutes(5 * 24 * 60, monday))
    expect(box.received).toHaveLength(1)
    await order({ on: false })
    await order()
    await ancrage.owner.query('update mail_schedule set ordered_at = $1', [minutes(7 * 24 * 60 + 30, monday)])
    await worker.run(minutes(7 * 24 * 60 + 60, monday))
    expect(box.received).toHaveLength(1)
  })
})

describe('an order to send', () => {
  beforeEach(begin)
  afterEach(end)

  const standing = async () =>
    (await ancrage.get(head, '{ agency(code: "awex") { sending { standing } } }')).agency.sending?.standing

  it('says whether anything is sent, and why not', async () => {
    expect(await standing()).toBeUndefined()
    expect(await order()).toMatchObject({ standing: 'NO_MAIL_SERVER', orderedBy: { email: head } })
    expect(await order({ on: false })).toMatchObject({ standing: 'OFF', orderedBy: null, nextAt: null })
    const withMail = await startTestService({ mail: { server: box.server, from: 'ancrage@awex.example' } })
    const input = { agency: 'awex', on: true, weekday: 1, hour: 8 }
    const text = 'mutation ($input: OrderSendingInput!) { orderSending(input: $input) { standing nextAt } }'
    const { orderSending } = await withMail.get(head, text, { input })
    await withMail.stop()
    expect(orderSending).toEqual({ standing: 'ON', nextAt: nextMonday.set({ hour: 8 }).toUTC().toISO() })
  })

  it('ends with the HEAD who gave it', async () => {
    await order()
    await add(cabinet)
    await ancrage.owner.query(`update "user" set role = 'OFFICER' where email = $1`, [head])
    await worker.run(monday)
    expect(box.received).toEqual([])
    await ancrage.owner.query(`update "user" set role = 'HEAD' where email = $1`, [head])
    await worker.run(minutes(60, monday))
    expect(sentTo()).toEqual([cabinet])
  })
})

describe('an order to send', () => {
  beforeAll(begin)
  afterAll(end)

  it.each([
    [officer, 'orderSending', { agency: 'awex', on: true, weekday: 1, hour: 8 }],
    [head, 'orderSending', { agency: 'liege-airport', on: true, weekday: 1, hour: 8 }],
    [cabinet, 'addRecipient', { agency: 'awex' }],
    [head, 'addRecipient', { agency: 'liege-airport' }],
  ])('is not for %s: %s %p', async (as, mutation, input) => {
    const user = mutation === 'addRecipient' ? { user: (await userOf(cabinet)).id } : {}
    const { errors } = await call(as, mutation, 'id', { ...input, ...user })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it.each([
    [{ weekday: 0 }, 'OUT_OF_RANGE'],
    [{ weekday: 8 }, 'OUT_OF_RANGE'],
    [{ hour: -1 }, 'OUT_OF_RANGE'],
    [{ hour: 24 }, 'OUT_OF_RANGE'],
    [{ agency: 'nowhere' }, 'UNKNOWN_REFERENCE'],
  ])('refuses %p', async (more, code) => {
    const { errors } = await call(head, 'orderSending', 'id', {
      agency: 'awex',
      on: true,
      weekday: 1,
      hour: 8,
      ...more,
    })
    expect(errors?.[0]?.extensions.fields?.[0]?.code).toBe(code)
  })
})

describe('a recipient', () => {
  beforeEach(begin)
  afterEach(end)

  it('is added once, and removed by himself or by a HEAD of the agency only', async () => {
    const { id } = await add(cabinet)
    expect((await add(cabinet)).id).toBe(id)
    const own = '{ viewer { receives { nodes { id agency { code } } } } }'
    expect((await ancrage.get(cabinet, own)).viewer.receives.nodes).toEqual([
      { id, agency: { code: 'awex' } },
    ])
    const codes = []
    for (const email of [officer, airport])
      codes.push((await call(email, 'removeRecipient', 'id', { id })).errors?.[0]?.extensions.code)
    expect(codes).toEqual(['FORBIDDEN', 'NOT_FOUND'])
    expect((await done(cabinet, 'removeRecipient', 'removedAt', { id })).removedAt).not.toBeNull()
    const again = await add(cabinet)
    expect(again.id).not.toBe(id)
    await done(head, 'removeRecipient', 'id', { id: again.id })
    const list = '{ agency(code: "awex") { recipients { nodes { id } } } }'
    expect((await ancrage.get(head, list)).agency.recipients.nodes).toEqual([])
  })

  it('has to be able to sign in', async () => {
    const user = await userOf(cabinet)
    await deactivate(cabinet)
    const { errors } = await call(head, 'addRecipient', 'id', { agency: 'awex', user: user.id })
    expect(errors?.[0]?.extensions.fields?.[0]?.code).toBe('NOT_ACTIVE')
  })
})

describe('the database', () => {
  beforeEach(begin)
  afterEach(end)

  it('lets the service act for a recipient only while it is at his mail', async () => {
    await order()
    await add(head)
    await worker.run(monday)
    const { rows } = await ancrage.owner.query('select * from authenticate_delivery($1)', [Buffer.alloc(32)])
    expect(rows).toEqual([])
    const used = await ancrage.owner.query('select from delivery where claim is not null')
    expect(used.rowCount).toBe(0)
  })
})

/** Another process does what is due on that Monday; it is killed while the first mail is on its way. */
async function dying(during: (kill: () => void) => Promise<void>): Promise<void> {
  const script = fileURLToPath(new URL('./sending-worker.js', import.meta.url))
  const child = spawn(process.execPath, [script, ancrage.url, box.server, monday.toISOString()])
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)))
  const dead = new Promise<string | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
  const killed = { yet: false }
  const kill = () => child.kill('SIGKILL')
  box.before = async () => {
    if (killed.yet) return
    killed.yet = true
    await during(kill)
    if (child.killed) throw new Error('nobody is there any more')
  }
  const signal = await dead
  if (signal !== 'SIGKILL') throw new Error(`The process ended by itself: ${errors.join('')}`)
}
