/** A `where` argument whose values are SQL expressions, so that a cell can return the condition for its rows. */
export type WhereJson = string | boolean | readonly WhereJson[] | { readonly [key: string]: WhereJson }

/** Returns SQL for the JSON. A string is an SQL expression, other values are literals. */
export function whereJsonSql(json: WhereJson): string {
  if (typeof json === 'string') return `to_jsonb(${json})`
  if (typeof json === 'boolean') return `to_jsonb(${json})`
  if (isList(json)) return `jsonb_build_array(${json.map(whereJsonSql).join(', ')})`
  const entries = Object.entries(json).map(([key, value]) => `'${key}', ${whereJsonSql(value)}`)
  return `jsonb_build_object(${entries.join(', ')})`
}

const isList = (json: object): json is readonly WhereJson[] => Array.isArray(json)

export const anyOf = (...conditions: WhereJson[]): WhereJson => ({ or: conditions })
