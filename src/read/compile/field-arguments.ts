/** Declares GraphQL arguments of fields. */
import { Int, TypeMetadataStorage } from '@nestjs/graphql'
import { orderInputOf, whereInputOf } from '../filter/inputs.js'
import type { Class } from '../shape.js'

type GraphQLType = () => unknown

export interface Argument {
  name: string
  graphql: GraphQLType
  description: string
  nullable?: boolean
  defaultValue?: unknown
  list?: boolean
  /** The SQL type of the parameter. */
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

/** Adds the four arguments of every list. */
export function addListArguments(target: object, method: string, type: () => Class, from = 0): void {
  const list: Omit<Argument, 'sql'>[] = [
    {
      name: 'where',
      graphql: () => whereInputOf(type()),
      nullable: true,
      description:
        'Filters the rows; default: all rows that you may see. Null equals nothing: `ne`, `notIn`, `not` and `none` include it.',
    },
    {
      name: 'orderBy',
      graphql: () => orderInputOf(type()),
      list: true,
      nullable: true,
      description: 'Sort keys, one field per entry. Nulls come last; ties are sorted by id.',
    },
    {
      name: 'first',
      graphql: () => Int,
      nullable: true,
      defaultValue: 25,
      description: 'Page size, at most 100.',
    },
    {
      name: 'after',
      graphql: () => String,
      nullable: true,
      description: 'Cursor of the last row of the previous page.',
    },
  ]
  list.forEach((argument, index) => addArgument(target, method, from + index, argument))
}
