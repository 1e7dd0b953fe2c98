/** Every mutation of the schema leaves exactly one entry, with one good call each to see it by. */
import { getNamedType, isCompositeType } from 'graphql'
import { anAncrage, type Ancrage } from './ancrage.js'
import { schema } from './schema.js'

/** A session is its own record: it is never changed but for its end, and never removed. */
const unaudited = ['signIn', 'signOut']

const head = 'head@awex.example'

/** One good call: who makes it, and its input, from whatever has to be there before. */
interface Call {
  as: string
  input: (get: Ancrage['get']) => object | Promise<object>
}

const calls: Record<string, Call> = {
  createProspect: { as: head, input: () => ({ name: 'A company' }) },
  updateProspect: { as: head, input: async (get) => ({ ...(await aProspect(get)), name: 'Another name' }) },
  archiveProspect: { as: head, input: aProspect },
}

const mutations = Object.values(schema.getMutationType()!.getFields()).filter(
  ({ name }) => !unaudited.includes(name),
)

describe('the audit trail', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    'has one entry of %s',
    async (name, { type }) => {
      const call = calls[name]
      if (!call) throw new Error(`Add a good call of ${name} to the table above.`)
      const variables = { input: await call.input(ancrage.get) }
      const before = await entries(ancrage)
      const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : ''
      await ancrage.get(
        call.as,
        `mutation ($input: ${inputOf(name)}!) { ${name}(input: $input) ${selection} }`,
        variables,
      )
      expect(await entriesBeside(ancrage, before)).toEqual([{ verb: name, email: call.as, told: true }])
    },
  )

  it('has no call of what is no mutation', () => {
    expect(
      Object.keys(calls).filter((name) => !mutations.some((mutation) => mutation.name === name)),
    ).toEqual([])
  })
})

/** `{ id, version }` of a new prospect, to edit. */
async function aProspect(get: Ancrage['get']): Promise<object> {
  return (await get(head, 'mutation { createProspect(input: { name: "A company" }) { id version } }'))
    .createProspect
}

const inputOf = (mutation: string) => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`

async function entries({ owner }: Ancrage): Promise<string[]> {
  return (await owner.query<{ id: string }>('select id from audit_entry')).rows.map(({ id }) => id)
}

async function entriesBeside({ owner }: Ancrage, before: string[]): Promise<object[]> {
  const { rows } = await owner.query<object>(
    `select verb, email, subject_id is not null and (before is not null or after is not null) as told
       from audit_entry a left join "user" u on u.id = a.user_id where not a.id = any($1::uuid[])`,
    [before],
  )
  return rows
}
