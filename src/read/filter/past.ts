/**
 * Rows, values and filters of a type as of a past day, as known at an instant. A `where` beside `asOf` or `knownAt` looks
 * at them; it never looks at a value of today that differs.
 */
import { badField } from '../../core/error/app-error.js'
import { shapeOf, type Class, type RowShape, type ShapeField, type Template } from '../shape.js'

/** The day and the instant, as SQL. */
export interface Past {
  /** What had happened by the end of this day; `null::date` if no day is named. */
  day: string
  /** What had been recorded by this instant; `'infinity'` if none is named. */
  knownAt: string
  hasInstant: boolean
}

export const nullDay = 'null::date'
const noInstant = `'infinity'::timestamptz`

/** A filter that has no value of then, and the one to use instead. */
export interface Refusal {
  instead: string
  /** Whether only an instant makes a difference, because the value has no day of its own. */
  onlyKnownAt?: boolean
}

/**
 * How a type is read as of then. Templates refer to the day and the instant as `{day}` and `{knownAt}`.
 *
 * With `declarePast(Deal, { beside: { stood: 'left join stage_as_of({day}, {knownAt}) {stood} on …' }, filters: { stage:
 * '{stood}.stage' } })`, `{ stage: { code: { eq: LANDED } } }` beside `asOf` looks at the stage of that day.
 */
export interface PastShape {
  /** The rows of then; without it, those of today. They are without what had been withdrawn by then. */
  source?: Template
  /** Further joins. */
  beside?: Record<string, Template>
  /**
   * Each filter of the type: true if it looks at the same at any time or at rows of then; or the value of then (of a part the
   * join that has its columns, of a to-one row its key, of a list its condition); or a refusal. Others are rejected.
   */
  filters: Readonly<Record<string, true | Template | Refusal>>
  /** Whether values that `filters` does not name are those of today by agreement, as of a company. */
  isCurrentTruth?: boolean
}

const pasts = new Map<Class, PastShape>()
const pastTables = new Map<string, Template>()
const built = new Map<Class, RowShape & { past: PastShape }>()

export const declarePast = (type: Class, past: PastShape): void => void pasts.set(type, past)

/** Declares the rows of a table between two types as of then. */
export const declarePastTable = (table: string, rows: Template): void => void pastTables.set(table, rows)

/** What a type without a declaration is: values of today, which nothing dates, and no lists. */
const currentTruth: PastShape = { filters: {}, isCurrentTruth: true }

/** Returns the shape of a type as of then, with the templates of `declarePast`. */
export function pastShapeOf(type: Class): RowShape {
  const existing = built.get(type)
  if (existing) return existing
  const shape = shapeOf(type)
  const past = pasts.get(type) ?? currentTruth
  const result = {
    ...shape,
    past,
    source: past.source ?? shape.source,
    beside: { ...shape.beside, ...past.beside },
    isWithdrawable: shape.isWithdrawable && past.source === undefined,
    fields: new Map([...shape.fields].map(([key, field]) => [key, pastField(field, past.filters[key])])),
    conditions: new Map(
      [...shape.conditions].map(([key, condition]) => {
        const sql = past.filters[key]
        return [key, typeof sql === 'string' ? { ...condition, sql } : condition]
      }),
    ),
  }
  built.set(type, result)
  return result
}

function pastField(field: ShapeField, past: true | Template | Refusal | undefined): ShapeField {
  const sql = typeof past === 'string' ? past : undefined
  switch (field.form) {
    case 'value':
      return sql === undefined ? field : { ...field, sql, column: undefined }
    case 'part':
      return sql === undefined ? field : { ...field, beside: sql }
    case 'one':
      return sql === undefined ? field : { ...field, key: sql }
    case 'many':
      return { ...field, on: sql ?? field.on, via: field.via && toPastTables(field.via) }
    case 'withArgs':
      return field
  }
}

/** Returns the join with the links of then in place of those of today. */
const toPastTables = (via: Template): Template =>
  via.replace(/\bjoin (\w+)\b/g, (join, table: string) =>
    pastTables.has(table) ? `join ${pastTables.get(table)!}` : join,
  )

/** Returns the rows of a table between two types: of then, or of today. */
export const linksOf = (table: string, past: Past | null): string =>
  past ? pastTables.get(table)!.replaceAll('{day}', past.day).replaceAll('{knownAt}', past.knownAt) : table

/** Returns the shape of a type with those of its filters that look at it as of then. */
export function pastFiltersOf(type: Class): RowShape {
  const shape = shapeOf(type)
  const { filters } = pasts.get(type) ?? currentTruth
  const isKnown = ([key]: [string, unknown]) => filters[key] === true || typeof filters[key] === 'string'
  return {
    ...shape,
    fields: new Map([...shape.fields].filter(isKnown)),
    conditions: new Map([...shape.conditions].filter(isKnown)),
  }
}

/** Rejects a filter that no history has a value of then for. */
export function checkPastFilter(shape: RowShape, key: string, { hasInstant }: Past, path: string): void {
  const past = 'past' in shape ? (shape as { past: PastShape }).past : currentTruth
  const filter = Object.hasOwn(past.filters, key) ? past.filters[key] : undefined
  if (filter === undefined) {
    if (past.isCurrentTruth && shape.fields.get(key)?.form !== 'many') return
    throw badField(path, 'NO_PAST_VALUE')
  }
  if (typeof filter === 'object' && (hasInstant || !filter.onlyKnownAt))
    throw badField(path, 'VALUE_OF_TODAY', { instead: filter.instead })
}

/** Returns the day and the instant of the arguments `on` and `knownAt` of a condition. */
export function pastOf(values: Record<string, unknown>, find: (name: string) => string | undefined): Past {
  const hasInstant = values.knownAt != null
  return {
    day: values.on == null ? nullDay : find('on')!,
    knownAt: hasInstant ? find('knownAt')! : noInstant,
    hasInstant,
  }
}

/** Returns the day and the instant of the arguments of a report; null if it is as of today. */
export function pastOfArguments(
  { asOf, knownAt }: { asOf?: unknown; knownAt?: unknown },
  params: { readonly day: string; readonly knownAt: string },
): Past | null {
  if (asOf == null && knownAt == null) return null
  return {
    day: asOf == null ? nullDay : params.day,
    knownAt: knownAt == null ? noInstant : params.knownAt,
    hasInstant: knownAt != null,
  }
}
