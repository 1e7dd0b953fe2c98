/** Opens, moves, projects and shares deals over the API, as a client would. */
import type { TestService } from './test-service.js'

export interface DealClient {
  /** Opens a deal, by default as the HEAD of Awex. Returns its id. */
  open: (input: Record<string, unknown>, email?: string) => Promise<string>
  /** Moves a deal, with an override for missing facts. */
  move: (deal: string, to: string, effectiveOn: string, more?: Record<string, unknown>) => Promise<void>
  /** Records a job projection. Returns its id. */
  project: (deal: string, input: Record<string, unknown>) => Promise<string>
  join: (deal: string, agency: string, role: string, from: string) => Promise<void>
  leave: (deal: string, agency: string, until: string) => Promise<void>
  /** Offers the lead to an agency and accepts it, as HEADs of both. */
  handOver: (deal: string, to: string, on: string) => Promise<void>
  /** Returns the e-mail address of the HEAD of the agency that leads a deal. */
  headOf: (deal: string) => string
}

const head = 'head@awex.example'

/** Returns the e-mail address of the demo HEAD of an agency with clearance SECRET. */
export async function headOfAgency({ owner }: TestService, agency: string): Promise<string> {
  const { rows } = await owner.query<{ email: string }>(
    `select u.email from "user" u join agency a on a.id = u.agency_id
      where a.code = $1 and u.email like 'head@%' and u.role = 'HEAD' and u.active and u.clearance = 'SECRET' limit 1`,
    [agency],
  )
  return rows[0]!.email
}

/** Offers the lead of a deal to an agency, as `giver`, and accepts it as a HEAD of that agency, whose address it returns. */
export async function passLead(
  ancrage: TestService,
  giver: string,
  input: { deal: string; to: string; on?: string; reason: string; leaves?: boolean },
  officer?: string,
): Promise<string> {
  const receiver = await headOfAgency(ancrage, input.to)
  const { deal } = await ancrage.run(giver, 'query ($id: ID!) { deal(id: $id) { version } }', {
    id: input.deal,
  })
  await ancrage.run(giver, 'mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { id } }', {
    input: { ...input, version: deal.version },
  })
  const pending = `query ($deal: ID!) { handoverOffers(where: { deal: { id: { eq: $deal } }, status: { eq: PENDING } }) { nodes { id } } }`
  const { handoverOffers } = await ancrage.run(receiver, pending, { deal: input.deal })
  await ancrage.run(
    receiver,
    'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }',
    { input: { offer: handoverOffers.nodes[0].id, officer } },
  )
  return receiver
}

export function dealClient(ancrage: TestService): DealClient {
  const { run } = ancrage
  const leads = new Map<string, string>()
  const headOf = (deal: string) => leads.get(deal) ?? head
  const write = (verb: string, input: object, email = head, selection = 'id') =>
    run(
      email,
      `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${selection} } }`,
      { input },
    )
  return {
    open: async (input, email) =>
      (
        await write(
          'openDeal',
          { codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-02', ...input },
          email,
        )
      ).openDeal.id,
    move: async (deal, to, effectiveOn, more) => {
      const answer = await run(headOf(deal), 'query ($id: ID!) { deal(id: $id) { version } }', { id: deal })
      const override = to === 'LOST' ? {} : { override: true, reason: 'assumed' }
      await write(
        'moveDeal',
        {
          id: deal,
          version: answer.deal.version,
          to,
          effectiveOn,
          ...override,
          ...more,
        },
        headOf(deal),
      )
    },
    project: async (deal, input) => {
      const defaults = {
        kind: 'DIRECT',
        horizon: 'FULL',
        standing: 'REPORTED',
        statedOn: '2018-02-01',
        source: { kind: 'PRESS' },
      }
      return (await write('projectJobs', { deal, ...defaults, ...input }, headOf(deal))).projectJobs.id
    },
    join: async (deal, agency, role, from) => {
      await write('joinDeal', { deal, agency, role, from }, headOf(deal))
    },
    leave: async (deal, agency, until) => {
      await write('leaveDeal', { deal, agency, until }, headOf(deal))
    },
    handOver: async (deal, to, on) => {
      leads.set(deal, await passLead(ancrage, headOf(deal), { deal, to, on, reason: 'assumed' }))
    },
    headOf,
  }
}

/** Returns the input that a move to LOST requires. */
export const lossInput = (country: string) => ({
  lossReasons: [{ code: 'OTHER', wording: 'No reason stated', source: { kind: 'PRESS' } }],
  lossDestination: { country },
})
