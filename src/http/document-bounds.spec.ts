import { getIntrospectionQuery, parse } from 'graphql'
import { documentBounds, findExcess } from './document-bounds.js'

const anonymous = (text: string) => findExcess(parse(text), documentBounds.anonymous) === null
const authenticated = (text: string) => findExcess(parse(text), documentBounds.authenticated) === null
const repeat = (text: string, times: number) => Array(times).fill(text).join(' ')

describe('the bounds of a document', () => {
  it.each([
    ['a sign-in', 'mutation ($input: SignInInput!) { signIn(input: $input) { token viewer { name } } }'],
    ['a few repeated fields', `{ ${repeat('agencies { nodes { id } }', 12)} }`],
    ['an introspection', getIntrospectionQuery()],
    ['a type system document', 'type Query { a: Int }'],
  ])('let an anonymous caller send %s', (_, text) => {
    expect(anonymous(text)).toBe(true)
  })

  it.each([
    ['the same field 700 times', `{ ${repeat('agencies { nodes { id } }', 700)} }`],
    ['the same alias 700 times', `{ ${repeat('a: viewer { id }', 700)} }`],
    ['the same field in 700 inline fragments', `{ ${repeat('... on Query { viewer { id } }', 700)} }`],
    [
      'the same field in many fragments',
      `{ ${Array.from({ length: 70 }, (_, n) => `...F${n}`).join(' ')} }
       ${Array.from({ length: 70 }, (_, n) => `fragment F${n} on Query { ${repeat('viewer { id }', 10)} }`).join('\n')}`,
    ],
    ['the same field below a repeated one', `{ ${repeat(`viewer { ${repeat('id', 40)} }`, 18)} }`],
    [
      'fields multiplied by fragments',
      `{ ...F0 } ${Array.from({ length: 20 }, (_, n) => `fragment F${n} on Deal { a { ...F${n + 1} } b { ...F${n + 1} } }`).join('\n')}
       fragment F20 on Deal { id }`,
    ],
    [
      'a chain of 300 fragments',
      `{ ...F0 } ${Array.from({ length: 300 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join('\n')}
       fragment F300 on Query { viewer { id } }`,
    ],
    ['300 operations', Array.from({ length: 300 }, (_, n) => `query Q${n} { viewer { id } }`).join('\n')],
    ['a fragment that spreads itself', 'fragment F on Deal { a { ...F } } { ...F }'],
    ['a selection of a hundred levels', `${repeat('{ a', 100)} ${repeat('}', 100)}`],
  ])('reject %s, also from a user', (_, text) => {
    expect(anonymous(text)).toBe(false)
    expect(authenticated(text)).toBe(false)
  })

  it('let a user select 600 fields under names of their own', () => {
    const fields = Array.from({ length: 601 }, (_, n) => `a${n}: viewer { id }`).join(' ')
    expect(anonymous(`{ ${fields} }`)).toBe(false)
    expect(authenticated(`{ ${fields} }`)).toBe(true)
  })
})
