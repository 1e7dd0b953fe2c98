/** Deals as a client would make them: opened, moved, projected and shared through the API. */
import type { Ancrage } from './ancrage.js'

export interface DealClient {
  /** Opens a deal as the head of Awex, and gives its id. */
  open: (input: Record<string, unknown>, email?: string) => Promise<string>
  /** Moves it, over missing facts where need be. */
  move: (deal: string, to: string, effectiveOn: string, more?: Record<string, unknown>) => Promise<void>
  /** States jobs about it, and gives the statement's id. */
  project: (deal: string, input: Record<string, unknown>) => Promise<string>
  join: (deal: string, agency: string, role: string, from: string) => Promise<void>
  leave: (deal: string, agency: string, until: string) => Promise<void>
  handOver: (deal: string, to: string, on: string) => Promise<void>
}

const head = 'head@awex.example'

export function dealClient({ get }: Ancrage): DealClient {
  const write = (verb: string, input: object, email = head, selection = 'id') =>
    get(
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
      const found = await get(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: deal })
      const override = to === 'LOST' ? {} : { override: true, reason: 'assumed' }
      await write('moveDeal', {
        id: deal,
        version: found.deal.version,
        to,
        effectiveOn,
        ...override,
        ...more,
      })
    },
    project: async (deal, input) => {
      const stated = {
        kind: 'DIRECT',
        horizon: 'FULL',
        standing: 'REPORTED',
        statedOn: '2018-02-01',
        source: { kind: 'PRESS' },
      }
      return (await write('projectJobs', { deal, ...stated, ...input })).projectJobs.id
    },
    join: async (deal, agency, role, from) => {
      await write('joinDeal', { deal, agency, role, from })
    },
    leave: async (deal, agency, until) => {
      await write('leaveDeal', { deal, agency, until })
    },
    handOver: async (deal, to, on) => {
      await write('handOverDeal', { deal, to, on, reason: 'assumed' })
    },
  }
}

/** What LOST asks for. */
export const lostTo = (country: string) => ({
  lossReasons: [{ code: 'OTHER', wording: 'No reason stated', source: { kind: 'PRESS' } }],
  lossDestination: { country },
})
