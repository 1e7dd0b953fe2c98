/** Roles × clearances × relations of the agency to the deal × confidentiality × every query and mutation of the schema. */
import { startTestService, type TestService, type GraphqlAnswer } from '../test-service.js'
import { schema } from '../schema.js'
import { hiddenVariants } from './inputs.js'
import {
  levels,
  mutations,
  queries,
  accessRelations,
  matrixRoles,
  type Access,
  type MatrixRole,
} from './table.js'
import { createAccessFixture, type MatrixViewer, type AccessFixture } from './fixture.js'

let ancrage: TestService
let world: AccessFixture
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 10_000_000 })
  world = await createAccessFixture(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

const fieldNames = (kind: 'Query' | 'Mutation') =>
  Object.keys((schema.getType(kind) as never as { getFields: () => object }).getFields())

it('the access table has one line for each query and mutation of the schema', () => {
  expect(Object.keys(queries).sort()).toEqual(fieldNames('Query').sort())
  expect(Object.keys(mutations).sort()).toEqual(fieldNames('Mutation').sort())
})

const canFind = (rule: (typeof queries)[string]['for'], access: Access, role: MatrixRole): boolean =>
  Array.isArray(rule)
    ? rule.includes(role)
    : rule === 'ALL' || access === 'FULL' || (rule === 'MASKED' && access === 'MASKED')

const hasRows = (answer: any): boolean =>
  answer !== null && (answer.totalCount === undefined || answer.totalCount > 0)

/** Runs every query about every deal in one request. Returns which of them found a row. */
async function findRows({ token, role }: MatrixViewer): Promise<Record<string, boolean>> {
  const fields = Object.entries(queries).flatMap(([name, rule]) =>
    Array.isArray(rule.for) && !rule.for.includes(role)
      ? []
      : world.planted.map((planted) => ({ name, rule, planted })),
  )
  const text = fields.map(
    ({ rule, planted }, i) => `a${i}: ${rule.buildQuery(planted).replace('SITE', world.site)}`,
  )
  const { data, errors } = await ancrage.send(token, `{ ${text.join('\n')} }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.fromEntries(
    fields.map(({ name, rule, planted }, i) => [
      `${name} of ${planted.level}`,
      (rule.isFound ?? hasRows)(data![`a${i}`], planted),
    ]),
  )
}

describe.each(accessRelations)('a viewer with the relation %s', (relation) => {
  it.each(matrixRoles)('finds exactly what the access table allows, as %s of any clearance', async (role) => {
    for (const viewer of world.viewers.filter((each) => each.relation === relation && each.role === role)) {
      const expected = Object.entries(queries).flatMap(([name, rule]) =>
        Array.isArray(rule.for) && !rule.for.includes(role)
          ? []
          : levels.map((level) => [`${name} of ${level}`, canFind(rule.for, viewer.access(level), role)]),
      )
      expect({ clearance: viewer.clearance, ...(await findRows(viewer)) }).toEqual({
        clearance: viewer.clearance,
        ...Object.fromEntries(expected),
      })
    }
  })
})

const viewer = (role: MatrixRole, relation = 'OTHER', clearance = 'SECRET'): MatrixViewer =>
  world.viewers.find(
    (each) => each.role === role && each.relation === relation && each.clearance === clearance,
  )!
const codeOf = ({ errors }: GraphqlAnswer<unknown>) => errors?.[0]?.extensions.code

describe.each(Object.entries(queries).filter(([, rule]) => Array.isArray(rule.for)))('%s', (_, rule) => {
  it.each(matrixRoles.filter((role) => !rule.for.includes(role)))('is forbidden for %s', async (role) => {
    expect(codeOf(await ancrage.send(viewer(role).token, `{ ${rule.buildQuery(world.planted[0]!)} }`))).toBe(
      'FORBIDDEN',
    )
  })
})

it.each(Object.keys(queries))('%s rejects an unauthenticated request', async (name) => {
  const { data, errors } = await ancrage.send(
    null,
    `{ ${queries[name]!.buildQuery(world.planted[0]!).replace('SITE', world.site)} }`,
  )
  expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED'])
})

describe.each(Object.entries(mutations).filter(([, rule]) => rule.for !== 'ANONYMOUS'))(
  '%s',
  (name, rule) => {
    it('is forbidden for other roles and rejects unauthenticated requests', async () => {
      const { text, input } = hiddenVariants(name, rule.id, () => world.planted[0]!.deal)[0]!
      for (const role of matrixRoles) {
        if (rule.for === 'ALL' || rule.for.includes(role)) continue
        expect([role, codeOf(await ancrage.send(viewer(role).token, text, { input }))]).toEqual([
          role,
          'FORBIDDEN',
        ])
      }
      expect(codeOf(await ancrage.send(null, text, { input }))).toBe('UNAUTHENTICATED')
    })
  },
)

const hiddenCalls = Object.entries(mutations).flatMap(([name, rule]) =>
  hiddenVariants(name, rule.id, (key) => `<${key}>`).flatMap((variant) =>
    variant.names ? [[name, variant.names, variant] as const] : [],
  ),
)

describe('a hidden row', () => {
  const missing = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
  const comparableAnswer = ({
    data,
    errors,
    extensions,
  }: GraphqlAnswer<unknown> & { extensions?: unknown }) => ({
    data,
    errors,
    extensions,
  })

  it.each(hiddenCalls)(
    'gets the same answer from %s as a missing row: %s',
    async (_, names, { text, input }) => {
      const secret = world.planted.find(({ level }) => level === 'SECRET')!
      const inputWithId = (id: string) =>
        JSON.parse(JSON.stringify(input).replaceAll(`"<${names}>"`, `"${id}"`)) as object
      for (const role of matrixRoles) {
        const { token } = viewer(role)
        const hidden = await ancrage.send(token, text, { input: inputWithId(secret[names]) })
        const absent = await ancrage.send(token, text, { input: inputWithId(missing) })
        expect([role, comparableAnswer(hidden)]).toEqual([role, comparableAnswer(absent)])
        expect(hidden.errors).toBeDefined()
      }
    },
  )
})
