import { registerEnumType } from '@nestjs/graphql'

/**
 * Registers a closed list of codes as a GraphQL enum. The same list is the TypeScript type and, through the enum's
 * fields, the check constraint of the database. `values` has the description of each code: what it means to the user.
 */
export function registerCodes<const T extends readonly string[]>(
  name: string,
  list: T,
  description: string,
  values: Record<T[number], string>,
): { readonly [K in T[number]]: K } {
  const codes = Object.fromEntries(list.map((code) => [code, code])) as { [K in T[number]]: K }
  const valuesMap = Object.fromEntries(
    list.map((code: T[number]) => [code, { description: values[code] }]),
  ) as Record<T[number], { description: string }>
  registerEnumType(codes, { name, description, valuesMap })
  return codes
}

/** Returns the descriptions of generated codes: `codeOf` makes the code of each name, `describe` its description. */
export const describeEach = <Name extends string, Code extends string>(
  names: readonly Name[],
  codeOf: (name: Name) => Code,
  describe: (name: Name) => string,
): Record<Code, string> =>
  Object.fromEntries(names.map((name) => [codeOf(name), describe(name)])) as Record<Code, string>
