import { registerEnumType } from '@nestjs/graphql'

/**
 * Registers a closed list of codes as a GraphQL enum. The same list is the TypeScript type and, through the enum's
 * fields, the check constraint of the database.
 */
export function registerCodes<const T extends readonly string[]>(
  name: string,
  list: T,
  description: string,
): { readonly [K in T[number]]: K } {
  const codes = Object.fromEntries(list.map((code) => [code, code])) as { [K in T[number]]: K }
  registerEnumType(codes, { name, description })
  return codes
}
