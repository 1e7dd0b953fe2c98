/** A SQL statement under construction: its parameters, row aliases and templates. */
import { badField } from '../../core/error/app-error.js'
import { checkCost, tooManyConditions } from '../cost/cost-errors.js'
import { fillSlots, type Bind } from './slots.js'
import { pastShapeOf, type Past } from '../filter/past.js'
import {
  shapeOf,
  type Class,
  type PartField,
  type RowShape,
  type Template,
  type ValueField,
} from '../shape.js'

export type Check = (value: unknown) => unknown

/** Limits of one statement, so that PostgreSQL neither plans it for seconds nor rejects it. */
const limits = { params: 2_000, conditions: 500, nesting: 20 }

/**
 * A statement that is being compiled: its parameters, its conditions, and the aliases of its rows.
 *
 * `statement.param('WON', 'text')` adds the value to `binds` and returns `$1::text`, then `$2::text` for the next;
 * `statement.alias()` returns `r1`, then `r2`.
 */
export class Statement {
  readonly binds: Bind[] = []
  /** The names of the types whose rows it reads. */
  readonly types = new Set<string>()
  /** The SQL function that records the noted rows; undefined when the statement shows none. */
  recordNoted: string | undefined
  /** Whether the current condition is under a negation, where null must become false. */
  isNegated = false
  /** The day and the instant at which the present condition looks; null: at today's rows. */
  past: Past | null = null
  private rows = 0
  private readonly conditions: string[] = []
  private nesting = 0

  /**
   * Adds a parameter and returns its SQL, as `$1::text`. `check` gets the value each time the statement runs, and may
   * reject or replace it.
   */
  param(value: unknown, type: string, check: Check = (input) => input): string {
    this.binds.push((variables) => check(fillSlots(value, variables)))
    checkCost(this.binds.length, limits.params)
    return `$${this.binds.length}::${type}`
  }

  /** Writes conditions under a negation, or under none. */
  withNegation<T>(isNegated: boolean, write: () => T): T {
    const previous = this.isNegated
    this.isNegated = isNegated
    try {
      return write()
    } finally {
      this.isNegated = previous
    }
  }

  /** Writes SQL over the rows of a past day or instant. */
  withPast<T>(past: Past | null, write: () => T): T {
    const previous = this.past
    this.past = past
    try {
      return write()
    } finally {
      this.past = previous
    }
  }

  /** Returns the shape of a type: that of today, or within `withPast` that of then. */
  shapeOf(type: Class): RowShape {
    return this.past ? pastShapeOf(type) : shapeOf(type)
  }

  /** Writes a filter condition at `path`; counts conditions and their nesting against the limits. */
  condition(path: string, write: () => string): string {
    if (this.conditions.push(path) > limits.conditions)
      throw tooManyConditions(this.conditions, limits.conditions)
    if (this.nesting >= limits.nesting) throw badField(path, 'TOO_DEEP', { max: limits.nesting })
    this.nesting++
    try {
      return write()
    } finally {
      this.nesting--
    }
  }

  /** Returns the distinct paths of the innermost filters. */
  get filters(): string[] {
    const paths = [...new Set(this.conditions)]
    return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)))
  }

  alias(): string {
    return `r${++this.rows}`
  }
}

/**
 * A row of a statement: its alias, its parent row, and its joins, each added on first use.
 *
 * For a deal, `row.fill('coalesce({identity}.title, {t}.code_name)')` returns
 * `coalesce(r1_identity.title, r1.code_name)`, and `row.from()` then returns
 * `"deal" r1 left join deal_identity r1_identity on r1_identity.deal_id = r1.id`.
 */
export class StatementRow {
  private readonly joins = new Map<string, string>()
  /** The fields that the current filter, or one around it, compares by `eq`. */
  private fixedFields: readonly string[] = []

  constructor(
    readonly statement: Statement,
    readonly shape: RowShape,
    readonly parent?: StatementRow,
    readonly alias = statement.alias(),
    readonly prefix = '',
  ) {
    statement.types.add(shape.name)
  }

  /** Writes a filter that compares these fields by `eq`. */
  withFixedFields(fields: string[], write: () => string): string {
    const previous = this.fixedFields
    this.fixedFields = [...previous, ...fields]
    try {
      return write()
    } finally {
      this.fixedFields = previous
    }
  }

  isFixed = (field: string): boolean => this.fixedFields.includes(field)

  /** Returns the same row, or a joined one, with the column prefix of an embedded part. */
  part(field: PartField): PartRow {
    return new PartRow(this, field)
  }

  /**
   * Fills in a template; `tokens` has the SQL of further tokens, or returns it for each that the template contains.
   *
   * `row.fill('{t}.code = {code}', { code: '$1::text' })` returns `r1.code = $1::text`.
   */
  fill(
    template: Template,
    tokens: Record<string, string> | ((name: string) => string | undefined) = {},
  ): string {
    const find = typeof tokens === 'function' ? tokens : (name: string) => tokens[name]
    return template.replace(/\{([\w#]+)\}/g, (_, name: string) => find(name) ?? this.token(name))
  }

  /** Returns the SQL of a value of the row, for comparisons. */
  value(field: ValueField): string {
    return this.fill(field.sql)
  }

  token(name: string): string {
    if (name === 't') return this.alias
    if (name === '#') return this.prefix
    if (name === 'p' && this.parent) return this.parent.alias
    const { past } = this.statement
    if (past && name === 'day') return past.day
    if (past && name === 'knownAt') return past.knownAt
    return this.beside(name)
  }

  beside(name: string): string {
    const join = this.shape.beside[name]
    if (!join) throw new Error(`${this.shape.name} has no join named ${name}.`)
    if (!this.joins.has(name)) {
      this.joins.set(name, '')
      const alias = `${this.alias}_${name}`
      const sql = this.fill(join, { [name]: alias })
      // after the joins that it refers to
      this.joins.delete(name)
      this.joins.set(name, sql)
    }
    return `${this.alias}_${name}`
  }

  /** Returns the FROM items: the source and the joins. Call it last: expressions written later may add joins. */
  from(via = ''): string {
    return [`${this.fill(this.shape.source)} ${this.alias}`, via, ...this.joins.values()]
      .filter(Boolean)
      .join(' ')
  }
}

/** An embedded part of a row. */
class PartRow extends StatementRow {
  private readonly nullable: boolean

  constructor(
    private readonly whole: StatementRow,
    { type, prefix, beside, nullable }: PartField,
  ) {
    super(
      whole.statement,
      shapeOf(type()),
      whole.parent,
      beside ? whole.beside(beside) : whole.alias,
      whole.prefix + prefix,
    )
    this.nullable = nullable
  }

  /** The condition that the part exists: its first column is not null. */
  get present(): string {
    const [first] = this.shape.fields.values()
    return first?.form === 'value' ? `${this.fill(first.sql)} is not null` : 'true'
  }

  /** A value that SQL derives from an absent part is null, like its columns. */
  override value(field: ValueField): string {
    const sql = this.fill(field.sql)
    return this.nullable && !field.column ? `(case when ${this.present} then ${sql} end)` : sql
  }

  override beside(name: string): string {
    return this.shape.beside[name] ? super.beside(name) : this.whole.beside(name)
  }
}
