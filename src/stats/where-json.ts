/** A condition as a client would write it, each value of which is worked out in SQL: so a cell says which rows it counted. */
export type WhereJson = string | boolean | readonly WhereJson[] | { readonly [key: string]: WhereJson }

/** The SQL of the JSON; a string is SQL, everything else is itself. */
export function whereJsonSql(json: WhereJson): string {
  if (typeof json === 'string') return `to_jsonb(${json})`
  if (typeof json === 'boolean') return `to_jsonb(${json})`
  if (isList(json)) return `jsonb_build_array(${json.map(whereJsonSql).join(', ')})`
  const entries = Object.entries(json).map(([key, value]) => `'${key}', ${whereJsonSql(value)}`)
  return `jsonb_build_object(${entries.join(', ')})`
}

const isList = (written: object): written is readonly WhereJson[] => Array.isArray(written)

export const anyOf = (...conditions: WhereJson[]): WhereJson => ({ or: conditions })
