/** A condition as a client would write it, each value of which is worked out in SQL: so a cell says which rows it counted. */
export type Written = string | boolean | readonly Written[] | { readonly [key: string]: Written }

/** The SQL of the JSON; a string is SQL, everything else is itself. */
export function writtenSql(written: Written): string {
  if (typeof written === 'string') return `to_jsonb(${written})`
  if (typeof written === 'boolean') return `to_jsonb(${written})`
  if (isList(written)) return `jsonb_build_array(${written.map(writtenSql).join(', ')})`
  const entries = Object.entries(written).map(([key, value]) => `'${key}', ${writtenSql(value)}`)
  return `jsonb_build_object(${entries.join(', ')})`
}

const isList = (written: object): written is readonly Written[] => Array.isArray(written)

export const either = (...conditions: Written[]): Written => ({ or: conditions })
