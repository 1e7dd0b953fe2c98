/**
 * Every mutation of the schema adds exactly one audit entry for each row that it edits, with the access keys of its
 * subject. Each is called once.
 */
import { getNamedType, isCompositeType } from 'graphql'
import { startTestService, type TestService } from './test-service.js'
import { calls } from './calls.js'
import { schema } from './schema.js'

/** Types whose entries are seen by their user and by administrators only. */
const withoutKeys = [
  ...['User', 'Agency', 'DealStage', 'Session', 'ApiKey', 'SqlLogin', 'CalendarFeed', 'MailSchedule'],
  ...['Recipient', 'IssuedSummary', 'RateLoad', 'Export', 'SavedQuestion'],
]

const mutations = Object.values(schema.getMutationType()!.getFields())

describe('the audit trail', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    'has one entry for %s',
    async (name, { type, args }) => {
      const call = calls[name]
      if (!call) throw new Error(`Add a good call of ${name} to test/calls.ts.`)
      const variables = { input: await call.input?.(ancrage.run, ancrage.owner) }
      const token = await call.token?.(ancrage.run)
      await ancrage.run(call.as, '{ viewer { id } }') // signs the user in, which adds an entry
      const before = await entryIds(ancrage)
      const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : ''
      const text = args.length
        ? `mutation ($input: ${String(args[0]!.type)}) { ${name}(input: $input) ${selection} }`
        : `mutation { ${name} ${selection} }`
      const { errors } = await (token
        ? ancrage.send(token, text, variables)
        : ancrage.request(call.as, text, variables))
      expect(errors).toBeUndefined()
      const verbs = call.verbs ?? Array.from({ length: call.entries ?? 1 }, () => call.verb ?? name)
      expect(await newEntries(ancrage, before)).toEqual(
        verbs.map((verb) => ({ verb, email: call.as, isComplete: true, hasKeys: true })),
      )
    },
  )

  it('is tested only with mutations of the schema', () => {
    expect(
      Object.keys(calls).filter((name) => !mutations.some((mutation) => mutation.name === name)),
    ).toEqual([])
  })
})

async function entryIds({ owner }: TestService): Promise<string[]> {
  return (await owner.query<{ id: string }>('select id from audit_entry')).rows.map(({ id }) => id)
}

async function newEntries({ owner }: TestService, before: string[]): Promise<object[]> {
  const { rows } = await owner.query<object>(
    `select verb, email, acls is not null or subject_type = any($2) as "hasKeys", num_nonnulls(subject_id, subject_key) = 1 and (before is not null or after is not null) as "isComplete"
       from audit_entry a left join "user" u on u.id = a.user_id where not a.id = any($1::uuid[])`,
    [before, withoutKeys],
  )
  return rows
}
