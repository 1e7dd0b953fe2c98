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
  handOver: (deal: string, to: string, on: string) => Promise<void>
}

const head = 'head@awex.example'

export function dealClient({ run }: TestService): DealClient {
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
      const answer = await run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: deal })
      const override = to === 'LOST' ? {} : { override: true, reason: 'assumed' }
      await write('moveDeal', {
        id: deal,
        version: answer.deal.version,
        to,
        effectiveOn,
        ...override,
        ...more,
      })
    },
    project: async (deal, input) => {
      const defaults = {
        kind: 'DIRECT',
        horizon: 'FULL',
        standing: 'REPORTED',
        statedOn: '2018-02-01',
        source: { kind: 'PRESS' },
      }
      return (await write('projectJobs', { deal, ...defaults, ...input })).projectJobs.id
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

/** Returns the input that a move to LOST requires. */
export const lossInput = (country: string) => ({
  lossReasons: [{ code: 'OTHER', wording: 'No reason stated', source: { kind: 'PRESS' } }],
  lossDestination: { country },
})
