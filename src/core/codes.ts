import { registerEnumType } from '@nestjs/graphql'

/** A closed list of codes as a GraphQL enum: one list feeds the schema, TypeScript and the checks of the database. */
export function registerCodes<const T extends readonly string[]>(
  name: string,
  list: T,
  description: string,
): { readonly [K in T[number]]: K } {
  const made = Object.fromEntries(list.map((code) => [code, code])) as { [K in T[number]]: K }
  registerEnumType(made, { name, description })
  return made
}
