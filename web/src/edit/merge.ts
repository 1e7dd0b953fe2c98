/** How a conflict between two edits of one row is resolved. The fields of a form are texts. */
export interface Conflict<Field extends string> {
  field: Field
  mine: string
  theirs: string
}

export interface Merge<Field extends string> {
  values: Record<Field, string>
  conflicts: Conflict<Field>[]
}

/**
 * Merges an edit that began from `base` with the values that another user has saved meanwhile. A field that only one side
 * changed takes that side; a field that both changed differently is a conflict and keeps `mine` until the user decides.
 */
export function merge<Field extends string>(
  base: Record<Field, string>,
  mine: Record<Field, string>,
  theirs: Record<Field, string>,
): Merge<Field> {
  const conflicts: Conflict<Field>[] = []
  const values = { ...mine }
  for (const field of Object.keys(theirs) as Field[]) {
    if (theirs[field] === base[field] || theirs[field] === mine[field]) continue
    if (mine[field] === base[field]) values[field] = theirs[field]
    else conflicts.push({ field, mine: mine[field], theirs: theirs[field] })
  }
  return { values, conflicts }
}

/** Returns the text as a decimal number is written in the API: without spaces, with a point. */
export const toDecimal = (text: string): string => text.replace(/[\s\u202f\u00a0']/g, '').replace(',', '.')

export const orNull = (text: string): string | null => text.trim() || null

/** Splits a box with one entry in each line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
