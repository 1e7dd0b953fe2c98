/** Changes to the access to a deal, made over the API, each with the history entry that it must add. */
import type { TestService } from '../test-service.js'
import { runMutation, type WitnessedDeal, type TestUser } from './witnessed-deal.js'
import type { Level } from './table.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'

export interface AccessSetup {
  ancrage: TestService
  /** A HEAD of the agency that receives a handover. */
  airport: TestUser
}

/** The entry that a change adds to the history of the deal or of the user. */
export interface Entry {
  of: 'deal' | 'user'
  verb: string
  before: object | null
  after: object | null
}

export type Change = (setup: AccessSetup, deal: WitnessedDeal, viewer: TestUser) => Promise<Entry>

export const agencyIdOf = async ({ ancrage }: AccessSetup, agency: string) =>
  (await ancrage.run(head, 'query ($code: String!) { agency(code: $code) { id } }', { code: agency })).agency
    .id as string

export const changeNeedToKnow =
  (isListed: boolean): Change =>
  async ({ ancrage }, { id }, viewer) => {
    const verb = isListed ? 'addToNeedToKnow' : 'removeFromNeedToKnow'
    await runMutation(ancrage, verb, { deal: id, user: viewer.id })
    return {
      of: 'deal',
      verb,
      before: { user: viewer.id, known: !isListed },
      after: { user: viewer.id, known: isListed },
    }
  }

export const join =
  (agency: string, role: string): Change =>
  async (setup, { id }) => {
    await runMutation(setup.ancrage, 'joinDeal', { deal: id, agency, role })
    const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string
    return {
      of: 'deal',
      verb: 'joinDeal',
      before: null,
      after: { agencyId: await agencyIdOf(setup, agency), role, from: today },
    }
  }

export const leave =
  (agency: string): Change =>
  async (setup, { id }) => {
    await runMutation(setup.ancrage, 'leaveDeal', { deal: id, agency })
    const agencyId = await agencyIdOf(setup, agency)
    const until = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string
    return { of: 'deal', verb: 'leaveDeal', before: { agencyId }, after: { agencyId, until } }
  }

export const handOver =
  (to: string, leaves: boolean): Change =>
  async (setup, { id }) => {
    const text = 'mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { id } }'
    const input = { deal: id, to, leaves, reason: 'It is theirs' }
    const [from, token] = to === 'awex' ? ['liege-airport', setup.airport.token] : ['awex', null]
    const { errors } = token
      ? await setup.ancrage.send(token, text, { input })
      : await setup.ancrage.request(head, text, { input })
    expect(errors).toBeUndefined()
    const [old, next] = [await agencyIdOf(setup, from), await agencyIdOf(setup, to)]
    return {
      of: 'deal',
      verb: 'handOverDeal',
      before: { lead: old },
      after: { fromAgencyId: old, toAgencyId: next, reason: 'It is theirs' },
    }
  }

export const reclassify =
  (to: Level): Change =>
  async (setup, { id }) => {
    const { deal } = await setup.ancrage.run(
      head,
      'query ($id: ID!) { deal(id: $id) { version confidentiality } }',
      { id },
    )
    await runMutation(setup.ancrage, 'updateDeal', { id, version: deal.version, confidentiality: to })
    return {
      of: 'deal',
      verb: 'updateDeal',
      before: { confidentiality: deal.confidentiality },
      after: { confidentiality: to },
    }
  }

export const changeUser =
  (changes: object): Change =>
  async ({ ancrage }, _, viewer) => {
    const query = `{ users(where: { id: { eq: "${viewer.id}" } }) { nodes { version role clearance active } } }`
    const { version, ...was } = (await ancrage.run(admin, query)).users.nodes[0]
    await runMutation(ancrage, 'updateUser', { id: viewer.id, version, ...changes }, 'id', admin)
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, was[key]]))
    return { of: 'user', verb: 'updateUser', before, after: changes }
  }
