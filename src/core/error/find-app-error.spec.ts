import {
  GraphQLError,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
} from 'graphql'
import { findAppError } from './find-app-error.js'
import { appError } from './app-error.js'
import { DateScalar } from '../scalars.js'

const Input = new GraphQLInputObjectType({
  name: 'Input',
  fields: { on: { type: DateScalar }, days: { type: new GraphQLList(DateScalar) } },
})

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      ask: {
        type: GraphQLString,
        args: { input: { type: Input }, on: { type: DateScalar } },
        resolve: () => 'answer',
      },
      fail: {
        type: GraphQLString,
        resolve: () => {
          throw appError('timeout')
        },
      },
    },
  }),
})

const problemOf = async (source: string, variableValues?: Record<string, unknown>) =>
  findAppError((await graphql({ schema, source, variableValues })).errors?.[0])

const inputQuery = 'query ($input: Input) { ask(input: $input) }'

describe('the problem behind a GraphQL error', () => {
  it.each([
    ['a field of a variable', inputQuery, { input: { on: '2018-02-30' } }],
    ['a variable itself', 'query ($on: Date) { ask(on: $on) }', { on: 'x' }],
    ['a literal', '{ ask(on: "2018-02-30") }', undefined],
  ])('is found for %s', async (_, source, variables) => {
    const found = await problemOf(source, variables)
    expect(found?.code).toBe('BAD_USER_INPUT')
    expect(found?.fields).toEqual([expect.objectContaining({ code: 'NOT_A_DAY' })])
  })

  it('is found when a resolver threw it', async () => {
    expect((await problemOf('{ fail }'))?.code).toBe('TIMEOUT')
    expect(findAppError(appError('timeout'))?.code).toBe('TIMEOUT')
  })

  it('is nothing for any other error', async () => {
    expect(await problemOf('{ unknown }')).toBeNull()
    for (const error of [new Error('x'), new GraphQLError('x'), null, 'x'])
      expect(findAppError(error)).toBeNull()
  })
})
