/** A condition as a client would write it, each value of which is worked out in SQL: so a cell says which rows it counted. */
export type WhereJson = string | boolean | readonly WhereJson[] | { readonly [key: string]: WhereJson }

/** The SQL of the JSON; a string is SQL, everything else is itself. */
export function whereJsonSql(written: WhereJson): string {
  if (typeof written === 'string') return `to_jsonb(${written})`
  if (typeof written === 'boolean') return `to_jsonb(${written})`
  if (isList(written)) return `jsonb_build_array(${written.map(whereJsonSql).join(', ')})`
  const entries = Object.entries(written).map(([key, value]) => `'${key}', ${whereJsonSql(value)}`)
  return `jsonb_build_object(${entries.join(', ')})`
}

const isList = (written: object): written is readonly WhereJson[] => Array.isArray(written)

export const anyOf = (...conditions: WhereJson[]): WhereJson => ({ or: conditions })
