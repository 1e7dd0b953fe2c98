/** Changes to the access to a deal, made over the API, each with the history entry that it must add. */
import { headOfAgency, passLead } from '../deal-client.js'
import type { TestService } from '../test-service.js'
import { runMutation, type WitnessedDeal, type TestUser } from './witnessed-deal.js'
import type { Level } from './table.js'

const head = 'head@awex.example'

export interface AccessSetup {
  ancrage: TestService
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
    const from = to === 'awex' ? 'liege-airport' : 'awex'
    await passLead(setup.ancrage, await headOfAgency(setup.ancrage, from), {
      ...{ deal: id, to, leaves, reason: 'It is theirs' },
    })
    const [old, next] = [await agencyIdOf(setup, from), await agencyIdOf(setup, to)]
    return {
      of: 'deal',
      verb: 'acceptHandover',
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

/** Returns the e-mail address of the ADMIN of a user's agency. */
export async function adminOf({ owner }: TestService, { id }: TestUser): Promise<string> {
  const { rows } = await owner.query<{ email: string }>(
    `select a.email from "user" u join "user" a on a.agency_id = u.agency_id and a.role = 'ADMIN' and a.id <> u.id
      where u.id = $1 and a.email like 'admin@%'`,
    [id],
  )
  return rows[0]!.email
}

/** Approves the change of a user that waits for a second person; returns whether there was one. */
async function approvePending(ancrage: TestService, { id }: TestUser): Promise<boolean> {
  const operator = 'operator@ancrage.example'
  const query = `{ userChanges(where: { user: { id: { eq: "${id}" } }, status: { eq: PENDING } }) { nodes { id } } }`
  const [pending] = (await ancrage.run(operator, query)).userChanges.nodes as { id: string }[]
  if (pending) await runMutation(ancrage, 'approveUserChange', { id: pending.id }, 'id', operator)
  return pending !== undefined
}

export const changeUser =
  (changes: object): Change =>
  async ({ ancrage }, _, viewer) => {
    const query = `{ users(where: { id: { eq: "${viewer.id}" } }) { nodes { version role clearance active } } }`
    const admin = await adminOf(ancrage, viewer)
    const { version, ...was } = (await ancrage.run(admin, query)).users.nodes[0]
    await runMutation(ancrage, 'updateUser', { id: viewer.id, version, ...changes }, 'id', admin)
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, was[key]]))
    const verb = (await approvePending(ancrage, viewer)) ? 'approveUserChange' : 'updateUser'
    return { of: 'user', verb, before, after: changes }
  }
