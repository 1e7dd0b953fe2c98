/** Declares the GraphQL arguments of a field. */
import { Int, TypeMetadataStorage } from '@nestjs/graphql'
import { orderInputOf, whereInputOf } from './inputs.js'
import type { Class } from './shape.js'

type GraphQLType = () => unknown

export interface Argument {
  name: string
  graphql: GraphQLType
  description: string
  nullable?: boolean
  defaultValue?: unknown
  list?: boolean
  /** The SQL type it is handed over as. */
  sql: string
}

export function addArgument(
  target: object,
  method: string,
  index: number,
  argument: Omit<Argument, 'sql'>,
): void {
  TypeMetadataStorage.addMethodParamMetadata({
    kind: 'arg',
    name: argument.name,
    description: argument.description,
    target: target as never,
    methodName: method,
    typeFn: argument.graphql as never,
    index,
    options: {
      nullable: argument.nullable ?? false,
      defaultValue: argument.defaultValue,
      ...(argument.list ? { isArray: true, arrayDepth: 1 } : {}),
    },
  })
}

/** The four arguments of every list. */
export function addListArguments(target: object, method: string, type: () => Class, from = 0): void {
  const list: Omit<Argument, 'sql'>[] = [
    {
      name: 'where',
      graphql: () => whereInputOf(type()),
      nullable: true,
      description:
        'Which rows; left out: all that you may see. Null never equals: `ne`, `notIn`, `not`, `none` include it.',
    },
    {
      name: 'orderBy',
      graphql: () => orderInputOf(type()),
      list: true,
      nullable: true,
      description: 'One field an entry, first entry first; nulls last; ties by id.',
    },
    {
      name: 'first',
      graphql: () => Int,
      nullable: true,
      defaultValue: 25,
      description: 'How many, at most 100.',
    },
    {
      name: 'after',
      graphql: () => String,
      nullable: true,
      description: 'The cursor after which the page begins.',
    },
  ]
  list.forEach((argument, index) => addArgument(target, method, from + index, argument))
}
