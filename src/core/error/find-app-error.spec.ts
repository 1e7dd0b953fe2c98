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
      echo: {
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

const runAndFind = async (source: string, variableValues?: Record<string, unknown>) =>
  findAppError((await graphql({ schema, source, variableValues })).errors?.[0])

const inputQuery = 'query ($input: Input) { echo(input: $input) }'

describe('findAppError', () => {
  it.each([
    ['a field of a variable', inputQuery, { input: { on: '2018-02-30' } }],
    ['a variable itself', 'query ($on: Date) { echo(on: $on) }', { on: 'x' }],
    ['a literal', '{ echo(on: "2018-02-30") }', undefined],
  ])('finds the error of %s', async (_, source, variables) => {
    const error = await runAndFind(source, variables)
    expect(error?.code).toBe('BAD_USER_INPUT')
    expect(error?.fields).toEqual([expect.objectContaining({ code: 'NOT_A_DAY' })])
  })

  it('finds the error that a resolver threw', async () => {
    expect((await runAndFind('{ fail }'))?.code).toBe('TIMEOUT')
    expect(findAppError(appError('timeout'))?.code).toBe('TIMEOUT')
  })

  it('returns null for any other error', async () => {
    expect(await runAndFind('{ unknown }')).toBeNull()
    for (const error of [new Error('x'), new GraphQLError('x'), null, 'x'])
      expect(findAppError(error)).toBeNull()
  })
})
