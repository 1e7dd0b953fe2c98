/** Roles × clearances × what the agency is to the deal × the deal's level × every query and mutation of the schema. */
import { anAncrage, type Ancrage, type GraphqlAnswer } from '../ancrage.js'
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
import { plant, type MatrixViewer, type AccessWorld } from './world.js'

let ancrage: Ancrage
let world: AccessWorld
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 10_000_000 })
  world = await plant(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

const named = (kind: 'Query' | 'Mutation') =>
  Object.keys((schema.getType(kind) as never as { getFields: () => object }).getFields())

it('the access table has a line for every query and mutation, and for no other', () => {
  expect(Object.keys(queries).sort()).toEqual(named('Query').sort())
  expect(Object.keys(mutations).sort()).toEqual(named('Mutation').sort())
})

const mayFind = (rule: (typeof queries)[string]['for'], access: Access, role: MatrixRole): boolean =>
  Array.isArray(rule)
    ? rule.includes(role)
    : rule === 'EVERYBODY' || access === 'FULL' || (rule === 'MASKED' && access === 'MASKED')

const isThere = (answer: any): boolean =>
  answer !== null && (answer.totalCount === undefined || answer.totalCount > 0)

/** Every query about every deal, in one request. */
async function found({ token, role }: MatrixViewer): Promise<Record<string, boolean>> {
  const asked = Object.entries(queries).flatMap(([name, rule]) =>
    Array.isArray(rule.for) && !rule.for.includes(role)
      ? []
      : world.planted.map((planted) => ({ name, rule, planted })),
  )
  const text = asked.map(({ rule, planted }, i) => `a${i}: ${rule.ask(planted).replace('SITE', world.site)}`)
  const { data, errors } = await ancrage.send(token, `{ ${text.join('\n')} }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.fromEntries(
    asked.map(({ name, rule, planted }, i) => [
      `${name} of ${planted.level}`,
      (rule.found ?? isThere)(data![`a${i}`], planted),
    ]),
  )
}

describe.each(accessRelations)('a viewer whose agency is %s', (relation) => {
  it.each(matrixRoles)('finds what the table says, as %s of any clearance', async (role) => {
    for (const viewer of world.viewers.filter((each) => each.relation === relation && each.role === role)) {
      const expected = Object.entries(queries).flatMap(([name, rule]) =>
        Array.isArray(rule.for) && !rule.for.includes(role)
          ? []
          : levels.map((level) => [`${name} of ${level}`, mayFind(rule.for, viewer.access(level), role)]),
      )
      expect({ clearance: viewer.clearance, ...(await found(viewer)) }).toEqual({
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
  it.each(matrixRoles.filter((role) => !rule.for.includes(role)))('is refused to %s', async (role) => {
    expect(codeOf(await ancrage.send(viewer(role).token, `{ ${rule.ask(world.planted[0]!)} }`))).toBe(
      'FORBIDDEN',
    )
  })
})

it.each(Object.keys(queries))('nobody is answered by %s without signing in', async (name) => {
  const { data, errors } = await ancrage.send(
    null,
    `{ ${queries[name]!.ask(world.planted[0]!).replace('SITE', world.site)} }`,
  )
  expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED'])
})

describe.each(Object.entries(mutations).filter(([, rule]) => rule.for !== 'NOBODY_YET'))(
  '%s',
  (name, rule) => {
    it('is refused to roles that may not, and to nobody', async () => {
      const { text, input } = hiddenVariants(name, rule.id, () => world.planted[0]!.deal)[0]!
      for (const role of matrixRoles) {
        if (rule.for === 'EVERYBODY' || rule.for.includes(role)) continue
        expect([role, codeOf(await ancrage.send(viewer(role).token, text, { input }))]).toEqual([
          role,
          'FORBIDDEN',
        ])
      }
      expect(codeOf(await ancrage.send(null, text, { input }))).toBe('UNAUTHENTICATED')
    })
  },
)

const hiding = Object.entries(mutations).flatMap(([name, rule]) =>
  hiddenVariants(name, rule.id, (key) => `<${key}>`).flatMap((variant) =>
    variant.names ? [[name, variant.names, variant] as const] : [],
  ),
)

describe('what is hidden is answered as what is not there', () => {
  const missing = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
  const said = ({ data, errors, extensions }: GraphqlAnswer<unknown> & { extensions?: unknown }) => ({
    data,
    errors,
    extensions,
  })

  it.each(hiding)('by %s, about a %s', async (_, names, { text, input }) => {
    const secret = world.planted.find(({ level }) => level === 'SECRET')!
    const filled = (id: string) =>
      JSON.parse(JSON.stringify(input).replaceAll(`"<${names}>"`, `"${id}"`)) as object
    for (const role of matrixRoles) {
      const { token } = viewer(role)
      const hidden = await ancrage.send(token, text, { input: filled(secret[names]) })
      const absent = await ancrage.send(token, text, { input: filled(missing) })
      expect([role, said(hidden)]).toEqual([role, said(absent)])
      expect(hidden.errors).toBeDefined()
    }
  })
})
