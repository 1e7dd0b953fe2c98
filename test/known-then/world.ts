/** The rows of a random history, and how its steps write through the API. */
import { setTimeout } from 'node:timers/promises'
import type { GraphqlAnswer, TestService } from '../test-service.js'
import type { Random } from '../../tools/seed/random.js'

export interface Row {
  id: string
  version: number
}

type Kind =
  | 'deal'
  | 'projection'
  | 'claim'
  | 'meeting'
  | 'agreement'
  | 'task'
  | 'prospect'
  | 'location'
  | 'site'
  | 'officer'
  | 'contact'

const officer = 'officer@awex.example'
export const head = 'head@awex.example'

export class World {
  /** The HEAD who verifies landings and moves no deal. */
  verifier = { id: '', email: '' }
  private readonly ids: Record<Kind, string[]> = {
    deal: [],
    projection: [],
    claim: [],
    meeting: [],
    agreement: [],
    task: [],
    prospect: [],
    location: [],
    site: [],
    officer: [],
    contact: [],
  }

  constructor(
    readonly ancrage: TestService,
    readonly random: Random,
  ) {}

  /** Opens some deals, so that the first steps have something to be about. */
  async begin(): Promise<void> {
    for (let n = 0; n < 2; n++) {
      const prospect = await this.write('createProspect', {
        name: `A company ${this.random.int(1, 1e9)}`,
        country: ['CN', 'US'][n],
      })
      this.ids.prospect.push(prospect.id)
    }
    await this.add('site', 'createSite', { name: `A site ${this.random.int(1, 1e9)}`, kind: 'GREENFIELD' })
    for (const role of ['HEAD', 'OFFICER', 'OFFICER'] as const) {
      const email = `officer-${this.random.int(1, 1e9)}@awex.example`
      const id = await this.ancrage.addUser({ email, role, clearance: 'SECRET' })
      this.ids.officer.push(id)
      if (role === 'HEAD') this.verifier = { id, email }
    }
    for (let n = 0; n < 3; n++) await this.openDeal()
  }

  openDeal(): Promise<Row> {
    return this.add('deal', 'openDeal', {
      codeName: `Lotus ${this.random.int(1, 1e9)}`,
      title: 'A centre',
      openedOn: '2018-01-08',
      prospect: this.random.one(this.ids.prospect),
      confidentiality: 'INTERNAL',
      expectedDecision: { from: '2018-03-06', to: '2018-03-06', precision: 'DAY' },
      capex: { low: '1000000', currency: 'EUR' },
    })
  }

  /** Runs a step. Returns false if the service refuses it. */
  async try(step: (world: World) => Promise<unknown>): Promise<boolean> {
    try {
      await step(this)
      return true
    } catch (error) {
      if (error instanceof Refused) return false
      throw error
    }
  }

  /** Returns an id of a kind; refuses the step if there is none yet. */
  one(kind: Kind): string {
    return this.pick(this.ids[kind], kind)
  }

  pick<T>(rows: readonly T[], what = 'row'): T {
    if (rows.length === 0) throw new Refused(`no ${what} yet`)
    return this.random.one(rows)
  }

  some(kind: Kind, count: number): string[] {
    return this.random.some(this.ids[kind], count)
  }

  /** Returns a day of the four weeks of the history. */
  day(): string {
    return `2018-0${this.random.isTrue(0.3) ? `2-${this.random.int(19, 28)}` : `3-${String(this.random.int(1, 25)).padStart(2, '0')}`}`
  }

  when(): object {
    const day = this.day()
    return this.random.isTrue(0.8)
      ? { from: day, to: day, precision: 'DAY' }
      : { from: '2018-03-01', to: '2018-03-31', precision: 'MONTH' }
  }

  async add(kind: Kind, mutation: string, input: object, by = head): Promise<Row> {
    const row = await this.write(mutation, input, by)
    this.ids[kind].push(row.id)
    return row
  }

  /** Edits a row of a kind, with its present version. */
  async edit(kind: Kind, mutation: string, input: object, by = head): Promise<Row> {
    const id = this.one(kind)
    const text = `query ($id: ID!) { ${kind}s(where: { id: { eq: $id } }) { nodes { version } } }`
    const rows = await this.ancrage.run<Record<string, { nodes: Row[] }>>(by, text, { id })
    const row = rows[`${kind}s`]!.nodes[0]
    if (!row) throw new Refused(`${kind} is withdrawn`)
    return this.write(mutation, { id, version: row.version, ...input }, by)
  }

  async write(mutation: string, input: object, by = head, selection = 'id version'): Promise<Row> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const fields = mutation === 'projectJobs' ? 'id' : selection
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`
    const { data, errors } = await this.ancrage.request<Record<string, Row>>(by, text, { input })
    if (errors?.every(isRefusal)) throw new Refused(JSON.stringify(errors))
    if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`)
    return data![mutation]!
  }

  /** Edits one of the first stages as its operator. */
  async editStage(changes: object): Promise<Row> {
    const { dealStages } = await this.query<{ dealStages: { code: string; version: number }[] }>(
      '{ dealStages { code version } }',
      {},
    )
    const code = this.random.one(['IDENTIFIED', 'CONTACTED', 'QUALIFIED'])
    const { version } = dealStages.find((stage) => stage.code === code)!
    return this.write('updateDealStage', { code, version, ...changes }, 'operator@ancrage.example', 'version')
  }

  query<T>(text: string, variables: object): Promise<T> {
    return this.ancrage.run<T>(officer, text, variables)
  }

  issue(week: string): Promise<{ revision: number; issuedAt: string }> {
    const input = { agency: 'awex', week }
    const text =
      'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { revision issuedAt } }'
    return this.ancrage
      .run<{ issueWeeklySummary: { revision: number; issuedAt: string } }>(head, text, { input })
      .then(({ issueWeeklySummary }) => issueWeeklySummary)
  }

  /** Returns an instant after everything recorded so far and before everything recorded later. */
  async pause(): Promise<string> {
    await setTimeout(3)
    const instant = new Date().toISOString()
    await setTimeout(3)
    return instant
  }
}

/** A random step need not be allowed. An input that GraphQL does not know is a fault of the test. */
const isRefusal = ({ extensions: { code, fields } }: NonNullable<GraphqlAnswer['errors']>[number]): boolean =>
  code !== 'INTERNAL' && (code !== 'BAD_USER_INPUT' || fields !== undefined)

class Refused extends Error {}

export interface Operation {
  name: string
  run: (world: World) => Promise<unknown>
}
