/** What one operation may ask for, measured on its selection before anything of it runs. */
import { getNamedType, isObjectType, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql'
import { badField, appError } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'
import { pageSizeOf } from './connection.js'
import { checkCost } from './cost-errors.js'
import { checkIntrospection } from './introspection.js'
import { argumentsOf, rootFields, subfields, type SelectedField, type Selection } from './selection.js'
import { findRoot } from './roots.js'
import { findShape } from './shape.js'

/**
 * `depth`: selections inside each other. `fields`: selected in all, fragments counted wherever they are spread.
 * `cost`: rows that the answer has at most, where a root field weighs as many as it takes to start a statement.
 */
export const limits = { depth: 15, fields: 5_000, cost: 100_000 }

const weights = { rootField: 100, plainList: 10, totalCount: 10 }

/** What an operation costs, and which of its fields cost most, mostExpensive first. */
export interface Price {
  cost: number
  mostExpensive: FieldPrice[]
}
/** `path` as in `deals.nodes.contacts`, by response keys. */
export interface FieldPrice {
  path: string
  cost: number
}

const most = 5

/** The price of an operation; throws a problem where it goes beyond a limit. */
export function priceOf(selection: Selection, operation: OperationDefinitionNode): Price {
  const measure = new Measure(selection)
  const roots = rootFields(selection, operation)
  checkIntrospection(selection, roots)
  for (const root of roots) if (!root.name.startsWith('__')) measure.rootOf(root)
  const price = measure.price()
  if (price.cost > limits.cost) throw tooDear(price)
  return price
}

function tooDear({ cost, mostExpensive }: Price) {
  const named = mostExpensive.map((field) => `${field.path} (${field.cost})`).join(', ')
  const { cost: limit } = limits
  return appError('tooDear', { cost, limit, mostExpensive: named }, { extra: { cost, limit, mostExpensive } })
}

/** The variables as they came: how deep their objects and lists stand in each other, without recursion. */
export function checkDepth(variables: object, max = 40): void {
  let level: object[] = [variables]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > max) throw badField('', 'TOO_DEEP', { max })
    level = level.flatMap((value) => Object.values(value).filter(isObject))
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Counts what each field costs by itself, as often as the rows are there that it hangs on. */
class Measure {
  private fields = 0
  private readonly prices: FieldPrice[] = []

  constructor(private readonly selection: Selection) {}

  price(): Price {
    const mostExpensive = [...this.prices].sort((a, b) => b.cost - a.cost).slice(0, most)
    return { cost: this.prices.reduce((sum, { cost }) => sum + cost, 0), mostExpensive }
  }

  rootOf(root: SelectedField): void {
    const at = { path: quoteForMessage(root.key), times: 1, depth: 1 }
    const existing = findRoot(root.name)
    if (existing?.form === 'list' && !existing.order)
      this.rows(root, at, this.firstOf(root), weights.rootField)
    else if (existing?.form === 'report' && existing.paged)
      this.rows(root, at, this.firstOf(root), weights.rootField)
    else if (existing?.form !== 'one' && existing?.order)
      this.rows(root, at, weights.plainList, weights.rootField)
    else this.rows(root, at, 1, weights.rootField - 1)
  }

  /** So many rows for each row above, and what is read below them. */
  private rows(selected: SelectedField, { path, times, depth }: At, rows: number, extra = 0): void {
    this.prices.push({ path, cost: times * rows + extra })
    this.within(selected, { path, times: times * rows, depth })
  }

  private within({ field, nodes, name }: SelectedField, { path, times, depth }: At): void {
    if (depth > limits.depth) throw badField(name, 'TOO_DEEP', { max: limits.depth })
    const type = field && getNamedType(field.type)
    if (!isObjectType(type)) return
    for (const selected of subfields(this.selection, type, nodes)) {
      checkCost(++this.fields, limits.fields)
      this.fieldOf(type, selected, {
        path: `${path}.${quoteForMessage(selected.key)}`,
        times,
        depth: depth + 1,
      })
    }
  }

  private fieldOf(type: GraphQLObjectType, selected: SelectedField, at: At): void {
    if (selected.name === 'totalCount') {
      this.prices.push({ path: at.path, cost: at.times * weights.totalCount })
      return
    }
    const field = findShape(type.name)?.fields.get(selected.name)
    if (field?.form === 'one' || (field?.form === 'asked' && field.type)) this.rows(selected, at, 1)
    else if (field?.form === 'many')
      this.rows(selected, at, field.paged ? this.firstOf(selected) : weights.plainList)
    else if (field?.form !== 'asked') this.within(selected, at)
  }

  private firstOf(list: SelectedField): number {
    return pageSizeOf(argumentsOf(this.selection, list), list.name)
  }
}

/** Where a field stands, and how often. */
interface At {
  path: string
  times: number
  depth: number
}
