import { Field } from '@nestjs/graphql'

/** Returns a GraphQL type: a class, an enum or a scalar. */
export type GraphQLType = () => unknown

/** Nest's `Field`, whose own type does not allow a type that is chosen at run time. */
export const field = Field as (type: () => unknown, options: object) => PropertyDecorator
