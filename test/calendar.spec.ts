/** Calendar feeds: meetings at a secret URL, as a calendar program reads them. */
import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { addDays, dayOf } from '../src/core/time/day.js'
import { partialDate, printPartialDate } from '../src/core/time/partial-date.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const cabinet = 'cabinet@jeholet.example'
const create =
  'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { address feed { id name createdAt revokedAt } } }'
const revoke =
  'mutation ($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { revokedAt } }'
const today = dayOf(new Date())
const inAMonth = addDays(today, 30)

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const createFeed = async (email: string) =>
  (await ancrage.run(email, create, { input: { name: 'My telephone' } })).createCalendarFeed as {
    address: string
    feed: { id: string }
  }
const fetchFeed = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${ancrage.address}${address}`, { headers })

async function readFeed(address: string): Promise<{ text: string; events: ICAL.Event[] }> {
  const text = await (await fetchFeed(address)).text()
  const file = new ICAL.Component(ICAL.parse(text))
  for (const zone of file.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return { text, events: file.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) }
}
async function eventOf(id: string, as = head): Promise<ICAL.Event> {
  const { events } = await readFeed((await createFeed(as)).address)
  const event = events.find(({ uid }) => uid === `${id}@ancrage`)
  if (!event) throw new Error(`No event of ${id}.`)
  return event
}

const runMutation = async (
  mutation: string,
  input: object,
  as = head,
): Promise<{ id: string; version: number }> => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id version } }`
  return (await ancrage.run(as, text, { input }))[mutation]
}
const aDeal = async (confidentiality: string) => {
  const input = {
    codeName: `Lotus ${confidentiality}`,
    title: 'Lilas',
    confidentiality,
    openedOn: '2018-01-08',
  }
  const { id } = await runMutation('openDeal', input)
  const { deal } = await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { reference } }', { id })
  return { id, reference: deal.reference as string }
}
const dayRange = (from: string) => ({ from, to: from, precision: 'DAY' })
const aMeeting = (more: object = {}) =>
  runMutation('planMeeting', {
    title: 'Hyacinth',
    when: dayRange(inAMonth),
    confidentiality: 'OPEN',
    ...more,
  })

describe('a calendar feed', () => {
  it('is created and listed by its user; its URL is shown once and not stored', async () => {
    const { address, feed } = await createFeed(officer)
    expect(address).toMatch(/^\/calendar\/c_[\w-]{43}\.ics$/)
    expect(feed).toMatchObject({ name: 'My telephone', revokedAt: null })
    const list = '{ viewer { calendarFeeds(first: 100) { nodes { id } } } }'
    const ids = async (email: string) =>
      (await ancrage.run(email, list)).viewer.calendarFeeds.nodes.map(({ id }: { id: string }) => id)
    expect(await ids(officer)).toContain(feed.id)
    expect(await ids(head)).not.toContain(feed.id)
    const secret = address.slice('/calendar/'.length, -'.ics'.length)
    const { rows } = await ancrage.owner.query(
      `select 1 from audit_entry e where e::text like $1 union all select 1 from calendar_feed_secret s where s::text like $1`,
      [`%${secret}%`],
    )
    expect(rows).toEqual([])
  })

  it.each(['', '.ics', '/c_wrong.ics', `/${'x'.repeat(90)}.ics`, '/%00.ics', '/..%2fgraphql.ics'])(
    'is not found at a wrong URL: /calendar%s',
    async (address) => {
      expect((await fetchFeed(`/calendar${address}`)).status).toBe(404)
    },
  )

  it('is revoked only by its user or an ADMIN', async () => {
    for (const by of [officer, admin]) {
      const { address, feed } = await createFeed(officer)
      expect((await fetchFeed(address)).status).toBe(200)
      const refused = await ancrage.request(head, revoke, { input: { id: feed.id } })
      expect(refused.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
      await ancrage.run(by, revoke, { input: { id: feed.id } })
      expect((await fetchFeed(address)).status).toBe(404)
    }
  })

  it('ends when its user is deactivated, and stays invalid after reactivation', async () => {
    const person = { email: 'leaving@awex.example' }
    const id = await ancrage.addUser(person)
    const { address } = await createFeed(person.email)
    const deactivated = await runMutation('updateUser', { id, version: 1, active: false }, admin)
    expect((await fetchFeed(address)).status).toBe(404)
    await runMutation('updateUser', { id, version: deactivated.version, active: true }, admin)
    expect((await fetchFeed(address)).status).toBe(404)
  })

  it('has a secret that is no session token, and accepts no session token', async () => {
    const { address } = await createFeed(head)
    const secret = address.slice('/calendar/'.length, -'.ics'.length)
    const { errors } = await ancrage.send(secret, '{ viewer { email } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const input = { email: head, password: 'ancrage-demo' }
    const { token } = (await ancrage.run(null, signIn, { input })).signIn
    expect((await fetchFeed(`/calendar/${token}.ics`)).status).toBe(404)
  })

  it('answers 304 while its content has not changed', async () => {
    const { address } = await createFeed(officer)
    const first = await fetchFeed(address)
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(first.headers.get('cache-control')).toBe('no-store')
    const tag = { 'if-none-match': first.headers.get('etag')! }
    expect((await fetchFeed(address, tag)).status).toBe(304)
    expect((await fetchFeed(address, { 'if-none-match': `"x", W/${tag['if-none-match']}` })).status).toBe(304)
    await aMeeting()
    expect((await fetchFeed(address, tag)).status).toBe(200)
  })
})

describe('a meeting in a calendar', () => {
  it('has its times in the time zone of Brussels', async () => {
    const startsAt = `${inAMonth}T09:00:00.000Z`
    const endsAt = `${inAMonth}T10:30:00.000Z`
    const { id } = await aMeeting({
      when: undefined,
      startsAt,
      endsAt,
      place: 'Bierset',
      topics: ['Hangars'],
    })
    const event = await eventOf(id)
    expect(event).toMatchObject({ summary: 'Hyacinth', location: 'Bierset', sequence: 1 })
    expect(event.description).toContain('Hangars')
    expect(event.startDate.zone.tzid).toBe('Europe/Brussels')
    expect([event.startDate, event.endDate].map((at) => at.toJSDate().toISOString())).toEqual([
      startsAt,
      endsAt,
    ])
  })

  // around the hour that is skipped, and the hour that occurs twice
  it.each([
    ['March', 3, ['00:30', '01:00', '01:30']],
    ['October', 10, ['00:00', '00:30', '01:00', '01:30', '02:30']],
  ] as const)('has the right time on the Sunday of the clock change in %s', async (_, month, hours) => {
    const sunday = clockChangeIn(month)
    for (const hour of hours) {
      const startsAt = `${sunday}T${hour}:00.000Z`
      const { id } = await aMeeting({ when: undefined, startsAt })
      expect((await eventOf(id)).startDate.toJSDate().toISOString()).toBe(startsAt)
    }
  })

  it('with only a day is an all-day event', async () => {
    const { startDate, endDate, summary } = await eventOf((await aMeeting()).id)
    expect([startDate.isDate, String(startDate), String(endDate)]).toEqual([
      true,
      inAMonth,
      addDays(inAMonth, 1),
    ])
    expect(summary).toBe('Hyacinth')
  })

  it('with a partial date spans its days and has the date in its title', async () => {
    const when = partialDate('EARLY_MONTH', inAMonth)
    const { startDate, endDate, summary, component } = await eventOf((await aMeeting({ when })).id)
    expect([String(startDate), String(endDate)]).toEqual([when.from, addDays(when.to, 1)])
    expect(summary).toBe(`Hyacinth (${printPartialDate(when, 'EN')})`)
    expect(component.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  it('keeps its UID and increments its sequence number', async () => {
    const { id, version } = await aMeeting()
    const stamp = (event: ICAL.Event) => String(event.component.getFirstPropertyValue('last-modified'))
    const before = await eventOf(id)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await runMutation('updateMeeting', { id, version, title: 'Iris' })
    const after = await eventOf(id)
    expect([before.sequence, after.sequence, after.summary]).toEqual([1, 2, 'Iris'])
    expect(stamp(after)).toMatch(/Z$/)
    expect(stamp(after) > stamp(before)).toBe(true)
  })

  it('that is cancelled has the status CANCELLED', async () => {
    const { id, version } = await aMeeting()
    await runMutation('cancelMeeting', { id, version })
    expect((await eventOf(id)).component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })

  it('is in the language of the user', async () => {
    const { id } = await aMeeting({
      when: partialDate('EARLY_MONTH', inAMonth),
      place: 'Bierset',
      topics: ['Hangars'],
    })
    const { summary, description } = await eventOf(id, cabinet)
    expect(summary).toBe(`Hyacinth (${printPartialDate(partialDate('EARLY_MONTH', inAMonth), 'FR')})`)
    expect(description).toBe('Sujets : Hangars')
  })

  it('is in the feed from 90 days ago to a year ahead', async () => {
    const days = [-91, -90, 365, 366].map((n) => addDays(today, n))
    const meetings = await Promise.all(days.map((day) => aMeeting({ when: dayRange(day) })))
    const { events } = await readFeed((await createFeed(head)).address)
    const uids = new Set(events.map(({ uid }) => uid))
    expect(meetings.map(({ id }) => uids.has(`${id}@ancrage`))).toEqual([false, true, true, false])
  })

  it.each([
    [['OPEN'], 'Hyacinth'],
    [['INTERNAL'], 'Meeting: Lotus INTERNAL ({0})'],
    [['RESTRICTED'], 'Meeting: {0}'],
    [['SECRET'], 'Meeting'],
    [['OPEN', 'INTERNAL'], 'Meeting: Lotus OPEN ({0}), Lotus INTERNAL ({1})'],
    [['OPEN', 'SECRET'], 'Meeting: Lotus OPEN ({0})'],
    [['INTERNAL', 'RESTRICTED'], 'Meeting: Lotus INTERNAL ({0}), {1}'],
  ])('about deals that are %p has the title %s', async (levels, title) => {
    const deals = []
    for (const level of levels) deals.push(await aDeal(level))
    const contact = await runMutation('createContact', { name: 'Camellia' })
    const words = { place: 'Marigold', topics: ['Peony'], participants: [{ contact: contact.id }] }
    const { id } = await aMeeting({ deals: deals.map((deal) => deal.id), ...words })
    const { component, summary } = await eventOf(id)
    expect(summary).toBe(deals.reduce((text, { reference }, i) => text.replace(`{${i}}`, reference), title))
    const text = component.toString()
    for (const word of ['Peony', 'Camellia', 'Lilas'])
      expect(text.includes(word)).toBe(title === 'Hyacinth' && word !== 'Lilas')
    expect(text.includes('Marigold')).toBe(levels.every((level) => level === 'OPEN' || level === 'INTERNAL'))
    expect(text.includes('CLASS:PRIVATE')).toBe(title !== 'Hyacinth')
  })

  it('without deals hides its title unless it is OPEN', async () => {
    const { id } = await aMeeting({ confidentiality: 'INTERNAL' })
    expect((await eventOf(id)).summary).toBe('Meeting')
  })

  it('is only in feeds of users who can see it, also after a change of access', async () => {
    const deal = await aDeal('OPEN')
    const { id } = await aMeeting({ deals: [deal.id] })
    const { address } = await createFeed(cabinet)
    const has = async () => (await readFeed(address)).text.includes(id)
    expect(await has()).toBe(true)
    const { deal: current } = await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { version } }', {
      id: deal.id,
    })
    await runMutation('updateDeal', { id: deal.id, version: current.version, confidentiality: 'SECRET' })
    expect(await has()).toBe(false)
  })
})

describe('a task in a calendar', () => {
  const addTask = (more: object, as = head) =>
    runMutation('addTask', { title: 'Call the haulier', dueOn: inAMonth, ...more }, as)

  it.each([
    ['OPEN', 'Task: Call the haulier – Lotus OPEN ({0})'],
    ['INTERNAL', 'Task: Lotus INTERNAL ({0})'],
    ['RESTRICTED', 'Task: {0}'],
    ['SECRET', 'Task'],
  ])('for a deal that is %s has the title %s, on its day', async (level, title) => {
    const deal = await aDeal(level)
    const { id } = await addTask({ deal: deal.id })
    const { startDate, endDate, summary, sequence, component } = await eventOf(id)
    expect(summary).toBe(title.replace('{0}', deal.reference))
    expect([startDate.isDate, String(startDate), String(endDate), sequence]).toEqual([
      true,
      inAMonth,
      addDays(inAMonth, 1),
      1,
    ])
    expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
    expect(component.toString().includes('CLASS:PRIVATE')).toBe(level !== 'OPEN')
  })

  it('without a deal has no title, and of a meeting has that of one that is OPEN', async () => {
    expect((await eventOf((await addTask({})).id)).summary).toBe('Task')
    const open = await aMeeting()
    expect((await eventOf((await addTask({ meeting: open.id })).id)).summary).toBe('Task: Call the haulier')
    const inside = await aMeeting({ confidentiality: 'INTERNAL' })
    expect((await eventOf((await addTask({ meeting: inside.id })).id)).summary).toBe('Task')
    const deal = await aDeal('SECRET')
    const secret = await aMeeting({ deals: [deal.id] })
    expect((await eventOf((await addTask({ meeting: secret.id })).id)).summary).toBe('Task')
  })

  it('is in the feed of its assignee alone, while it is open', async () => {
    const { id, version } = await addTask({})
    const { address } = await createFeed(head)
    const has = async (feed: string) =>
      (await readFeed(feed)).events.some(({ uid }) => uid === `${id}@ancrage`)
    expect([await has(address), await has((await createFeed(officer)).address)]).toEqual([true, false])
    await runMutation('completeTask', { id, version, on: today })
    expect(await has(address)).toBe(false)
  })
})

describe('the file of a calendar', () => {
  it('has lines of at most 75 octets ended by CRLF, and properties before components', async () => {
    const { id } = await aMeeting({ title: `Réunion à Liège ; ${'très longue, '.repeat(12)}\\ 🚗` })
    const response = await fetchFeed((await createFeed(head)).address)
    const text = await response.text()
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const [properties] = text.split('BEGIN:VTIMEZONE')
    expect(properties).toContain('X-WR-CALNAME')
    const firstComponent = text.indexOf('BEGIN:VTIMEZONE')
    expect(text.slice(firstComponent)).not.toMatch(/^(PRODID|VERSION|NAME|X-WR-CALNAME|X-PUBLISHED-TTL):/m)
    expect((await eventOf(id)).summary).toBe(`Réunion à Liège ; ${'très longue, '.repeat(12)}\\ 🚗`)
    for (const event of text.split('BEGIN:VEVENT').slice(1))
      expect(
        ['UID:', 'DTSTAMP:', 'DTSTART', 'SEQUENCE:', 'STATUS:'].filter(
          (name) => !event.includes(`\r\n${name}`),
        ),
      ).toEqual([])
  })
})

/** Returns the Sunday of the clock change in a month, the first one within the range of a feed. */
function clockChangeIn(month: number): string {
  const year = Number(today.slice(0, 4))
  const sunday = [year - 1, year, year + 1]
    .map((each) => DateTime.utc(each, month, 31))
    .map((last) => last.minus({ days: last.weekday % 7 }).toISODate()!)
    .find((day) => day >= addDays(today, -90))
  return sunday!
}
