export interface Change {
  field: string
  before: string | null
  after: string | null
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Fields that change with each edit, or only count for the service. */
const hidden = new Set(['version', 'updatedAt', 'id'])

const toText = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (isObject(value)) return Object.values(value).map(toText).filter(Boolean).join(' ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null
}

/** Returns the fields that differ between the two texts of an audit entry. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, current] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
  return Object.keys(current)
    .filter((field) => !hidden.has(field))
    .map((field) => ({ field, before: toText(old[field]), after: toText(current[field]) }))
    .filter((change) => change.before !== change.after)
}
