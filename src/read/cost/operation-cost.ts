/** Measures the cost of an operation on its selection, before it runs. */
import { getNamedType, isObjectType, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql'
import { badField, appError } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { pageSizeOf } from '../compile/connection.js'
import { checkCost } from './cost-errors.js'
import { checkIntrospection } from './introspection.js'
import {
  argumentsOf,
  rootFields,
  subfields,
  type SelectedField,
  type Selection,
} from '../compile/selection.js'
import { findRoot } from '../roots.js'
import { findShape } from '../shape.js'

/**
 * `depth` is the maximum nesting of selections, `fields` the maximum number of fields, fragments counted wherever they
 * are spread. `cost` is the maximum number of rows that the answer can have, plus the weights below.
 */
export const limits = { depth: 15, fields: 5_000, cost: 100_000 }

/** In rows: starting a statement for a root field, the estimated length of a list without paging, and a count. */
const weights = { rootField: 100, plainList: 10, totalCount: 10 }

/** Characters of input that cost as much as a row: what a mutation stores, it stores in the audit trail as well. */
const charactersPerRow = 100

/** The cost of an operation, and its most expensive fields, the first costing most. */
export interface Price {
  cost: number
  mostExpensive: FieldPrice[]
}
/** `path` consists of response keys, as in `deals.nodes.contacts`. */
export interface FieldPrice {
  path: string
  cost: number
}

/** How many of the most expensive fields an answer names. */
const maxNamed = 5

/**
 * Returns the price of an operation. Rejects one above a limit with TOO_COSTLY or TOO_DEEP.
 *
 * `prospects(first: 25) { nodes { contacts(first: 4) { nodes { name } } } }` costs 100 for the root field, 25 for its
 * rows and 25 × 4 for `contacts`, 225 in all. `inputLength` is the number of characters that a mutation gets: every 100
 * cost 1. The limit of one user's operations per minute is in `user/usage.ts`.
 */
export function priceOf(selection: Selection, operation: OperationDefinitionNode, inputLength = 0): Price {
  const measure = new Measure(selection)
  const roots = rootFields(selection, operation)
  checkIntrospection(selection, roots)
  for (const root of roots) if (!root.name.startsWith('__')) measure.addRoot(root)
  measure.addInput(inputLength)
  const price = measure.price()
  if (price.cost > limits.cost) throw tooExpensive(price)
  return price
}

function tooExpensive({ cost, mostExpensive }: Price) {
  const names = mostExpensive.map((field) => `${field.path} (${field.cost})`).join(', ')
  const { cost: limit } = limits
  return appError(
    'tooExpensive',
    { cost, limit, mostExpensive: names },
    { extra: { cost, limit, mostExpensive } },
  )
}

/** Rejects variables that are nested too deeply. Works without recursion, so that their depth cannot overflow the stack. */
export function checkDepth(variables: object, max = 40): void {
  let level: object[] = [variables]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > max) throw badField('', 'TOO_DEEP', { max })
    level = level.flatMap((value) => Object.values(value).filter(isObject))
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Adds up the cost of each field: its own rows, times the rows of its parent. */
class Measure {
  private fields = 0
  private readonly prices: FieldPrice[] = []

  constructor(private readonly selection: Selection) {}

  price(): Price {
    const mostExpensive = [...this.prices].sort((a, b) => b.cost - a.cost).slice(0, maxNamed)
    return { cost: this.prices.reduce((sum, { cost }) => sum + cost, 0), mostExpensive }
  }

  /** The path of the input is that of the argument of every mutation. */
  addInput(length: number): void {
    const cost = Math.floor(length / charactersPerRow)
    if (cost > 0) this.prices.push({ path: 'input', cost })
  }

  addRoot(selected: SelectedField): void {
    const position = { path: quoteForMessage(selected.key), times: 1, depth: 1 }
    const root = findRoot(selected.name)
    if (root?.form === 'list' && !root.order)
      this.addRows(selected, position, this.pageSize(selected), weights.rootField)
    else if (root?.form === 'report' && root.paged)
      this.addRows(selected, position, this.pageSize(selected), weights.rootField)
    else if (root?.form !== 'one' && root?.order)
      this.addRows(selected, position, weights.plainList, weights.rootField)
    else
      this.addRows(selected, position, 1, weights.rootField - 1 + (root?.form === 'report' ? root.cost : 0))
  }

  /** Adds `rows` for each parent row, and the cost of the fields below them. */
  private addRows(selected: SelectedField, { path, times, depth }: Position, rows: number, extra = 0): void {
    this.prices.push({ path, cost: times * rows + extra })
    this.addSubfields(selected, { path, times: times * rows, depth })
  }

  private addSubfields({ field, nodes, name }: SelectedField, { path, times, depth }: Position): void {
    if (depth > limits.depth) throw badField(name, 'TOO_DEEP', { max: limits.depth })
    const type = field && getNamedType(field.type)
    if (!isObjectType(type)) return
    for (const selected of subfields(this.selection, type, nodes)) {
      checkCost(++this.fields, limits.fields)
      this.addField(type, selected, {
        path: `${path}.${quoteForMessage(selected.key)}`,
        times,
        depth: depth + 1,
      })
    }
  }

  private addField(type: GraphQLObjectType, selected: SelectedField, position: Position): void {
    if (selected.name === 'totalCount') {
      this.prices.push({ path: position.path, cost: position.times * weights.totalCount })
      return
    }
    const field = findShape(type.name)?.fields.get(selected.name)
    if (field?.form === 'withArgs' && field.cost > 0)
      this.prices.push({ path: position.path, cost: position.times * field.cost })
    if (field?.form === 'one' || (field?.form === 'withArgs' && field.type))
      this.addRows(selected, position, 1)
    else if (field?.form === 'many')
      this.addRows(selected, position, field.paged ? this.pageSize(selected) : weights.plainList)
    else if (field?.form !== 'withArgs') this.addSubfields(selected, position)
  }

  private pageSize(list: SelectedField): number {
    return pageSizeOf(argumentsOf(this.selection, list), list.name)
  }
}

/** The path and depth of a field, and how often it is read. */
interface Position {
  path: string
  times: number
  depth: number
}
