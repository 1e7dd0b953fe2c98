/** One SQL statement being written: its parameters, its row aliases, and the templates that it fills in. */
import { badField } from '../core/error/app-error.js'
import { checkCost, tooManyConditions } from './cost-errors.js'
import { fillSlots, type Bind } from './slots.js'
import { shapeOf, type PartField, type RowShape, type Template, type ValueField } from './shape.js'

export type Check = (value: unknown) => unknown

/** What one statement may hold, so that PostgreSQL neither plans it for seconds nor refuses it. */
const most = { params: 2_000, conditions: 500, nesting: 20 }

export class Statement {
  readonly binds: Bind[] = []
  /** Whether the condition being written stands under a negation, where null must not count as unknown. */
  negated = false
  private rows = 0
  private readonly conditions: string[] = []
  private nesting = 0

  /** A parameter of the statement. `check` sees the value each time the statement runs, and may refuse or translate it. */
  param(value: unknown, type: string, check: Check = (input) => input): string {
    this.binds.push((variables) => check(fillSlots(value, variables)))
    checkCost(this.binds.length, most.params)
    return `$${this.binds.length}::${type}`
  }

  under<T>(negated: boolean, write: () => T): T {
    const before = this.negated
    this.negated = negated
    try {
      return write()
    } finally {
      this.negated = before
    }
  }

  /** Counts the conditions of filters, and how deep they stand in each other; `path` is where. */
  condition(path: string, write: () => string): string {
    if (this.conditions.push(path) > most.conditions)
      throw tooManyConditions(this.conditions, most.conditions)
    if (this.nesting >= most.nesting) throw badField(path, 'TOO_DEEP', { max: most.nesting })
    this.nesting++
    try {
      return write()
    } finally {
      this.nesting--
    }
  }

  /** Where the filters stand that have no further one in them, each once. */
  get filters(): string[] {
    const paths = [...new Set(this.conditions)]
    return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)))
  }

  alias(): string {
    return `r${++this.rows}`
  }
}

/** A row in a statement: its alias, the row that it hangs on, and the rows beside it, joined when first used. */
export class StatementRow {
  private readonly joined = new Map<string, string>()
  /** The fields that the filter being written says a value of, or one around it. */
  private said: readonly string[] = []

  constructor(
    readonly statement: Statement,
    readonly shape: RowShape,
    readonly parent?: StatementRow,
    readonly alias = statement.alias(),
    readonly prefix = '',
  ) {}

  /** Writes a filter that says of these fields which value they have. */
  saying(fields: string[], write: () => string): string {
    const before = this.said
    this.said = [...before, ...fields]
    try {
      return write()
    } finally {
      this.said = before
    }
  }

  says = (field: string): boolean => this.said.includes(field)

  /** The same row, or one beside it, read with the column prefix of an embedded part. */
  part(field: PartField): PartRow {
    return new PartRow(this, field)
  }

  /** `named` gives what stands for further tokens; only for those that the template has. */
  fill(
    template: Template,
    named: Record<string, string> | ((name: string) => string | undefined) = {},
  ): string {
    const find = typeof named === 'function' ? named : (name: string) => named[name]
    return template.replace(/\{([\w#]+)\}/g, (_, name: string) => find(name) ?? this.token(name))
  }

  /** A value of the row, to be compared. */
  value(field: ValueField): string {
    return this.fill(field.sql)
  }

  token(name: string): string {
    if (name === 't') return this.alias
    if (name === '#') return this.prefix
    if (name === 'p' && this.parent) return this.parent.alias
    return this.beside(name)
  }

  beside(name: string): string {
    const join = this.shape.beside[name]
    if (!join) throw new Error(`${this.shape.name} has no row beside it named ${name}.`)
    if (!this.joined.has(name)) {
      this.joined.set(name, '')
      const alias = `${this.alias}_${name}`
      this.joined.set(name, this.fill(join, { [name]: alias }))
    }
    return `${this.alias}_${name}`
  }

  /** What stands in FROM: the source, and what was joined beside it. Ask for it last. */
  from(via = ''): string {
    return [`${this.fill(this.shape.source)} ${this.alias}`, via, ...this.joined.values()]
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

  /** Whether the part is there: its first column is not null. */
  get present(): string {
    const [first] = this.shape.fields.values()
    return first?.form === 'value' ? `${this.fill(first.sql)} is not null` : 'true'
  }

  /** What SQL derives from a part that is not there is null, as its columns are. */
  override value(field: ValueField): string {
    const sql = this.fill(field.sql)
    return this.nullable && !field.column ? `(case when ${this.present} then ${sql} end)` : sql
  }

  override beside(name: string): string {
    return this.shape.beside[name] ? super.beside(name) : this.whole.beside(name)
  }
}
