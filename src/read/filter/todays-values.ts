/** Filters on the value of today, which do not fit a report of an earlier day or instant. */
import { badField } from '../../core/error/app-error.js'
import { isSlot } from '../compile/slots.js'
import { shapeOf, type Class } from '../shape.js'

/** The filter to use in place of a filter on the value of today. */
export interface DatedFilter {
  instead: string
  /** The argument with which the filter is itself dated. */
  unlessNamed?: string
  /** Whether only an instant makes a difference, because the value has no day of its own. */
  onlyKnownAt?: boolean
}

const todaysValues = new Map<Class, Readonly<Record<string, DatedFilter>>>()

/** Declares which filters of a type are on values of today, and what to filter by instead. */
export const declareTodaysValues = (type: Class, filters: Readonly<Record<string, DatedFilter>>): void =>
  void todaysValues.set(type, filters)

/**
 * Rejects a `where` that looks at a value of today beside `asOf` or `knownAt`, with VALUE_OF_TODAY and the filter to use
 * instead.
 *
 * Beside `asOf`, `{ stage: { outcome: { eq: OPEN } } }` is rejected in favour of `stageAsOf`.
 */
export function rejectTodaysValues(
  type: Class,
  where: unknown,
  { asOf, knownAt }: { asOf?: unknown; knownAt?: unknown },
  path = 'where',
): void {
  if (asOf != null || knownAt != null) rejectWithin(type, where, knownAt != null, path)
}

function rejectWithin(type: Class, where: unknown, hasInstant: boolean, path: string): void {
  const { fields } = shapeOf(type)
  const dated = todaysValues.get(type) ?? {}
  for (const [key, input] of entriesOf(where)) {
    const inputPath = `${path}.${key}`
    const filter = Object.hasOwn(dated, key) ? dated[key] : undefined
    if (filter && isOfToday(filter, input, hasInstant))
      throw badField(inputPath, 'VALUE_OF_TODAY', { instead: filter.instead })
    const field = fields.get(key)
    if (key === 'and' || key === 'or')
      (input as unknown[]).forEach((each, i) => rejectWithin(type, each, hasInstant, `${inputPath}[${i}]`))
    else if (key === 'not') rejectWithin(type, input, hasInstant, inputPath)
    else if (field?.form === 'one') rejectWithin(field.type(), input, hasInstant, inputPath)
    else if (field?.form === 'many')
      for (const [quantifier, inner] of entriesOf(input))
        rejectWithin(field.type(), inner, hasInstant, `${inputPath}.${quantifier}`)
  }
}

function isOfToday(
  { unlessNamed, onlyKnownAt = false }: DatedFilter,
  input: unknown,
  hasInstant: boolean,
): boolean {
  if (onlyKnownAt && !hasInstant) return false
  return unlessNamed === undefined || entriesOf(input).every(([name]) => name !== unlessNamed)
}

const entriesOf = (input: unknown): [string, unknown][] =>
  typeof input === 'object' && input !== null && !isSlot(input) && !Array.isArray(input)
    ? Object.entries(input).filter(([, value]) => value != null)
    : []
