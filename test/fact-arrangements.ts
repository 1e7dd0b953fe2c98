/** What can be recorded about a deal so that it shows a fact, or seems to. Everything goes through the API. */
import { randomUUID } from 'node:crypto'
import { insertUsers } from '../src/user/bootstrap.js'
import { hashPassword } from '../src/user/session/password.js'
import type { TestService } from './test-service.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }
const day = { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' }

export interface Row {
  id: string
  version: number
}

/** Adds something to a deal that shows no fact. */
export type Arrangement = (deal: string) => Promise<unknown>

/** Returns the arrangements. They call `service` when they run, so a table of them can be built before the service starts. */
export function arrangementsOn(service: () => TestService) {
  async function write(verb: string, input: object, by = head): Promise<Row> {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
    const selection = ['projectJobs', 'verifyLanding'].includes(verb) ? 'id' : 'id version'
    const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
    return (await service().run(by, mutation, { input }))[verb] as Row
  }

  const versionOf = async (id: string): Promise<number> =>
    (await service().run(head, 'query ($id: ID) { deal(id: $id) { version } }', { id })).deal.version
  const update = async (id: string, changes: object) =>
    write('updateDeal', { id, version: await versionOf(id), ...changes })
  const move = async (id: string, to: string, more: object = { override: true, reason: 'For the test' }) =>
    write('moveDeal', { id, version: await versionOf(id), to, effectiveOn: '2018-03-01', ...more })
  const userId = async (email: string): Promise<string> =>
    (await service().run(email, '{ viewer { id } }')).viewer.id

  const nothing: Arrangement = () => Promise.resolve()
  const set =
    (changes: object): Arrangement =>
    (deal) =>
      update(deal, changes)
  const addLocation =
    (where: { site: true } | { town: string }, standing: string): Arrangement =>
    async (deal) => {
      const place =
        'town' in where
          ? { town: where.town, country: 'NL' }
          : { site: (await write('createSite', { name: 'A site', kind: 'GREENFIELD' })).id }
      return write('addLocation', { deal, ...place, standing, since: '2018-01-16' })
    }
  const project = (deal: string, standing: string, more: object = {}) =>
    write('projectJobs', {
      ...{ deal, kind: 'DIRECT', horizon: 'INITIAL', low: 10, standing, statedOn: '2018-01-17', source },
      ...more,
    })
  const projectJobs =
    (standing: string, replacement?: string, more?: object): Arrangement =>
    async (deal) => {
      const { id } = await project(deal, standing, more)
      if (replacement) await project(deal, replacement, { replaces: id })
    }
  const recordAgreement =
    (kind: string, standing: string): Arrangement =>
    (deal) =>
      write('recordAgreement', {
        kind,
        standing,
        title: 'A memorandum',
        deals: [deal],
        parties: [{ agency: 'awex' }, { name: 'A company' }],
        ...(standing === 'ANNOUNCED' && { announcedOn: '2018-01-18' }),
        ...(['SIGNED', 'ENDED'].includes(standing) && { signedOn: '2018-01-18' }),
        ...(standing === 'ENDED' && { endedOn: '2018-07-01' }),
      })
  const recordMeeting =
    (participants: object[] = []): Arrangement =>
    (deal) =>
      write('recordMeeting', { title: 'A talk', when: day, deals: [deal], participants })
  const planMeeting =
    (participants: object[] = []): Arrangement =>
    (deal) =>
      write('planMeeting', { title: 'A talk', when: day, deals: [deal], participants })
  const cancelMeeting =
    (participants: object[] = []): Arrangement =>
    async (deal) => {
      const meeting = (await planMeeting(participants)(deal)) as Row
      await write('cancelMeeting', { ...meeting, reason: 'They fell ill' })
    }
  /** A prospect of the deal with a contact, who is a decision maker. */
  async function addContact(deal: string): Promise<Row> {
    const prospect = await write('createProspect', { name: 'A company' })
    await update(deal, { prospect: prospect.id })
    return write('createContact', { name: 'Daniel Zhang', prospect: prospect.id, decisionMaker: true })
  }
  const loseAndReopen: Arrangement = async (deal) => {
    await move(deal, 'NEGOTIATION')
    await move(deal, 'LOST', { lossReasons: [{ code: 'SITE', source }], lossDestination: { country: 'NL' } })
    await move(deal, 'NEGOTIATION', { reason: 'They called again' })
  }
  const landAndReopen: Arrangement = async (deal) => {
    await move(deal, 'LANDED')
    await move(deal, 'COMMITTED')
  }
  const verify = (deal: string, by = head) => write('verifyLanding', { id: deal }, by)

  /** Adds a HEAD of Awex who has moved no deal, and returns the e-mail address. */
  async function anotherHead(): Promise<string> {
    const email = `head-${randomUUID()}@awex.example`
    const user = {
      email,
      agency: 'awex',
      name: 'Another head',
      role: 'HEAD',
      clearance: 'SECRET',
      language: 'EN',
    } as const
    await insertUsers(service().owner, [user], await hashPassword('ancrage-demo'))
    return email
  }

  /** Dates the verification of a deal to the millisecond in which the deal left LANDED, plus some. */
  const dateVerification = (deal: string, milliseconds: number) =>
    service().owner.query(
      `update landing_verification v set recorded_at = t.recorded_at + $2 * interval '1 millisecond'
       from transition t where v.deal_id = $1 and t.deal_id = $1 and t.from_stage = 'LANDED'`,
      [deal, milliseconds],
    )
  const verifyAfterReopening =
    (milliseconds: number): Arrangement =>
    async (deal) => {
      await landAndReopen(deal)
      await verify(deal, await anotherHead())
      await dateVerification(deal, milliseconds)
    }

  const executive = { description: 'an executive', decisionMaker: true }

  return {
    write,
    update,
    move,
    userId,
    nothing,
    set,
    addLocation,
    projectJobs,
    recordAgreement,
    recordMeeting,
    planMeeting,
    cancelMeeting,
    addContact,
    loseAndReopen,
    landAndReopen,
    verify,
    anotherHead,
    verifyAfterReopening,
    executive,
  }
}
