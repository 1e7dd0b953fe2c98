/** Meetings at a secret address, as a calendar program reads them. */
import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { addDays, dayOf } from '../src/core/time/day.js'
import { partialDate, printPartialDate } from '../src/core/time/partial-date.js'
import { anAncrage, type Ancrage } from './ancrage.js'

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

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

const feedOf = async (email: string) =>
  (await ancrage.get(email, create, { input: { name: 'My telephone' } })).createCalendarFeed as {
    address: string
    feed: { id: string }
  }
const fetched = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${ancrage.address}${address}`, { headers })

async function read(address: string): Promise<{ text: string; events: ICAL.Event[] }> {
  const text = await (await fetched(address)).text()
  const file = new ICAL.Component(ICAL.parse(text))
  for (const zone of file.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return { text, events: file.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) }
}
async function eventOf(id: string, as = head): Promise<ICAL.Event> {
  const { events } = await read((await feedOf(as)).address)
  const found = events.find(({ uid }) => uid === `${id}@ancrage`)
  if (!found) throw new Error(`No event of ${id}.`)
  return found
}

const made = async (mutation: string, input: object, as = head): Promise<{ id: string; version: number }> => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id version } }`
  return (await ancrage.get(as, text, { input }))[mutation]
}
const aDeal = async (confidentiality: string) => {
  const input = {
    codeName: `Lotus ${confidentiality}`,
    title: 'Lilas',
    confidentiality,
    openedOn: '2018-01-08',
  }
  const { id } = await made('openDeal', input)
  const { deal } = await ancrage.get(head, 'query ($id: ID) { deal(id: $id) { reference } }', { id })
  return { id, reference: deal.reference as string }
}
const on = (from: string) => ({ from, to: from, precision: 'DAY' })
const aMeeting = (more: object = {}) =>
  made('planMeeting', { title: 'Hyacinth', when: on(inAMonth), confidentiality: 'OPEN', ...more })

describe('a calendar feed', () => {
  it('is made and listed by its user; its address is told once and kept nowhere', async () => {
    const { address, feed } = await feedOf(officer)
    expect(address).toMatch(/^\/calendar\/c_[\w-]{43}\.ics$/)
    expect(feed).toMatchObject({ name: 'My telephone', revokedAt: null })
    const list = '{ viewer { calendarFeeds(first: 100) { nodes { id } } } }'
    const ids = async (email: string) =>
      (await ancrage.get(email, list)).viewer.calendarFeeds.nodes.map(({ id }: { id: string }) => id)
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
    'is not found at a wrong address: /calendar%s',
    async (address) => {
      expect((await fetched(`/calendar${address}`)).status).toBe(404)
    },
  )

  it('ends when it is revoked, by its user or an ADMIN, and by nobody else', async () => {
    for (const by of [officer, admin]) {
      const { address, feed } = await feedOf(officer)
      expect((await fetched(address)).status).toBe(200)
      const refused = await ancrage.ask(head, revoke, { input: { id: feed.id } })
      expect(refused.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
      await ancrage.get(by, revoke, { input: { id: feed.id } })
      expect((await fetched(address)).status).toBe(404)
    }
  })

  it('ends with whoever may not sign in any more, and does not come back with him', async () => {
    const person = {
      name: 'A person',
      email: 'leaving@awex.example',
      role: 'OFFICER',
      clearance: 'OPEN',
      language: 'EN',
    }
    const { id, version } = await made(
      'createUser',
      { ...person, agency: 'awex', password: 'ancrage-demo' },
      admin,
    )
    const { address } = await feedOf(person.email)
    const gone = await made('updateUser', { id, version, active: false }, admin)
    expect((await fetched(address)).status).toBe(404)
    await made('updateUser', { id, version: gone.version, active: true }, admin)
    expect((await fetched(address)).status).toBe(404)
  })

  it('opens nothing else, and nothing else opens it', async () => {
    const { address } = await feedOf(head)
    const secret = address.slice('/calendar/'.length, -'.ics'.length)
    const { errors } = await ancrage.send(secret, '{ viewer { email } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const input = { email: head, password: 'ancrage-demo' }
    const { token } = (await ancrage.get(null, signIn, { input })).signIn
    expect((await fetched(`/calendar/${token}.ics`)).status).toBe(404)
  })

  it('is not sent again while it says the same', async () => {
    const { address } = await feedOf(officer)
    const first = await fetched(address)
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const tag = { 'if-none-match': first.headers.get('etag')! }
    expect((await fetched(address, tag)).status).toBe(304)
    expect((await fetched(address, { 'if-none-match': `"x", W/${tag['if-none-match']}` })).status).toBe(304)
    await aMeeting()
    expect((await fetched(address, tag)).status).toBe(200)
  })
})

describe('a meeting in a calendar', () => {
  it('has its hours in Brussels', async () => {
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

  // the hour that does not come, and both of the hour that comes twice
  it.each([
    ['March', 3, ['00:30', '01:00', '01:30']],
    ['October', 10, ['00:00', '00:30', '01:00', '01:30', '02:30']],
  ] as const)(
    'is at the right moment on the Sunday that the clocks change in %s',
    async (_, month, hours) => {
      const sunday = changeOf(month)
      for (const hour of hours) {
        const startsAt = `${sunday}T${hour}:00.000Z`
        const { id } = await aMeeting({ when: undefined, startsAt })
        expect((await eventOf(id)).startDate.toJSDate().toISOString()).toBe(startsAt)
      }
    },
  )

  it('of a day lasts that day', async () => {
    const { startDate, endDate, summary } = await eventOf((await aMeeting()).id)
    expect([startDate.isDate, String(startDate), String(endDate)]).toEqual([
      true,
      inAMonth,
      addDays(inAMonth, 1),
    ])
    expect(summary).toBe('Hyacinth')
  })

  it('of a partial date spans its days, and says it in words', async () => {
    const when = partialDate('EARLY_MONTH', inAMonth)
    const { startDate, endDate, summary, component } = await eventOf((await aMeeting({ when })).id)
    expect([String(startDate), String(endDate)]).toEqual([when.from, addDays(when.to, 1)])
    expect(summary).toBe(`Hyacinth (${printPartialDate(when, 'EN')})`)
    expect(component.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  it('keeps its UID, and counts its changes', async () => {
    const { id, version } = await aMeeting()
    const stamp = (event: ICAL.Event) => String(event.component.getFirstPropertyValue('last-modified'))
    const before = await eventOf(id)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await made('updateMeeting', { id, version, title: 'Iris' })
    const after = await eventOf(id)
    expect([before.sequence, after.sequence, after.summary]).toEqual([1, 2, 'Iris'])
    expect(stamp(after)).toMatch(/Z$/)
    expect(stamp(after) > stamp(before)).toBe(true)
  })

  it('that was cancelled says so', async () => {
    const { id, version } = await aMeeting()
    await made('cancelMeeting', { id, version })
    expect((await eventOf(id)).component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })

  it('is in the language of its reader', async () => {
    const { id } = await aMeeting({
      when: partialDate('EARLY_MONTH', inAMonth),
      place: 'Bierset',
      topics: ['Hangars'],
    })
    const { summary, description } = await eventOf(id, cabinet)
    expect(summary).toBe(`Hyacinth (${printPartialDate(partialDate('EARLY_MONTH', inAMonth), 'FR')})`)
    expect(description).toBe('Sujets : Hangars')
  })

  it('is there from 90 days ago to a year from now', async () => {
    const days = [-91, -90, 365, 366].map((n) => addDays(today, n))
    const meetings = await Promise.all(days.map((day) => aMeeting({ when: on(day) })))
    const { events } = await read((await feedOf(head)).address)
    const uids = new Set(events.map(({ uid }) => uid))
    expect(meetings.map(({ id }) => uids.has(`${id}@ancrage`))).toEqual([false, true, true, false])
  })

  it.each([
    [['OPEN'], 'Hyacinth'],
    [['INTERNAL'], 'Meeting: {0}'],
    [['RESTRICTED'], 'Meeting: {0}'],
    [['SECRET'], 'Meeting'],
    [['OPEN', 'INTERNAL'], 'Meeting: {0}, {1}'],
    [['OPEN', 'SECRET'], 'Meeting: {0}'],
  ])('about deals that are %p is called %s', async (levels, title) => {
    const deals = []
    for (const level of levels) deals.push(await aDeal(level))
    const contact = await made('createContact', { name: 'Camellia' })
    const words = { place: 'Marigold', topics: ['Peony'], participants: [{ contact: contact.id }] }
    const { id } = await aMeeting({ deals: deals.map((deal) => deal.id), ...words })
    const { component, summary } = await eventOf(id)
    expect(summary).toBe(deals.reduce((text, { reference }, i) => text.replace(`{${i}}`, reference), title))
    const text = component.toString()
    for (const word of ['Marigold', 'Peony', 'Camellia'])
      expect(text.includes(word)).toBe(title === 'Hyacinth')
    expect(text.includes('CLASS:PRIVATE')).toBe(title !== 'Hyacinth')
  })

  it('without deals keeps its title to itself unless it is OPEN', async () => {
    const { id } = await aMeeting({ confidentiality: 'INTERNAL' })
    expect((await eventOf(id)).summary).toBe('Meeting')
  })

  it('is in no feed of somebody who may not see it, nor after that has changed', async () => {
    const deal = await aDeal('OPEN')
    const { id } = await aMeeting({ deals: [deal.id] })
    const { address } = await feedOf(cabinet)
    const has = async () => (await read(address)).text.includes(id)
    expect(await has()).toBe(true)
    const { deal: seen } = await ancrage.get(head, 'query ($id: ID) { deal(id: $id) { version } }', {
      id: deal.id,
    })
    await made('updateDeal', { id: deal.id, version: seen.version, confidentiality: 'SECRET' })
    expect(await has()).toBe(false)
  })
})

/** The Sunday of this change of the clocks that lies in a feed. */
function changeOf(month: number): string {
  const year = Number(today.slice(0, 4))
  const found = [year - 1, year, year + 1]
    .map((each) => DateTime.utc(each, month, 31))
    .map((last) => last.minus({ days: last.weekday % 7 }).toISODate()!)
    .find((day) => day >= addDays(today, -90))
  return found!
}
