/** What one operation may ask for, measured on its selection before anything of it runs. */
import { getNamedType, isObjectType, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql'
import { badField } from '../core/problem.js'
import { firstOf } from './connection.js'
import { refuseAbove } from './costly.js'
import { checkIntrospection } from './introspection.js'
import { argumentsOf, rootFields, subfields, type Selected, type Selection } from './selection.js'
import { rootNamed } from './roots.js'
import { shapeNamed } from './shape.js'

/**
 * `depth`: selections inside each other. `fields`: selected in all, fragments counted wherever they are spread.
 * `cost`: rows that the answer has at most, where a root field weighs as many as it takes to start a statement.
 */
export const limits = { depth: 15, fields: 5_000, cost: 100_000 }

const weights = { rootField: 100, plainList: 10, totalCount: 10 }

/** The cost of an operation; throws a problem where it goes beyond a limit. */
export function costOf(selection: Selection, operation: OperationDefinitionNode): number {
  const measure = new Measure(selection)
  const roots = rootFields(selection, operation)
  checkIntrospection(selection, roots)
  const cost = roots
    .filter(({ name }) => !name.startsWith('__'))
    .reduce((sum, root) => sum + weights.rootField + measure.rootOf(root), 0)
  refuseAbove(cost, limits.cost)
  return cost
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

class Measure {
  private fields = 0

  constructor(private readonly selection: Selection) {}

  rootOf(root: Selected): number {
    const known = rootNamed(root.name)
    if (known?.form === 'report' && known.order) return this.pageOf(root, 1)
    if (known?.form !== 'list') return this.within(root, 1)
    if (known.order) return weights.plainList * (1 + this.within(root, 1))
    return this.pageOf(root, 1)
  }

  /** The rows that are read below one row of this field's type. */
  private within({ field, nodes, name }: Selected, depth: number): number {
    if (depth > limits.depth) throw badField(name, 'TOO_DEEP', { max: limits.depth })
    const type = field && getNamedType(field.type)
    if (!isObjectType(type)) return 0
    return subfields(this.selection, type, nodes).reduce((sum, selected) => {
      refuseAbove(++this.fields, limits.fields)
      return sum + this.fieldOf(type, selected, depth + 1)
    }, 0)
  }

  private fieldOf(type: GraphQLObjectType, selected: Selected, depth: number): number {
    if (selected.name === 'totalCount') return weights.totalCount
    const field = shapeNamed(type.name)?.fields.get(selected.name)
    switch (field?.form) {
      case 'one':
        return 1 + this.within(selected, depth)
      case 'asked':
        return (field.type ? 1 : 0) + (field.type ? this.within(selected, depth) : 0)
      case 'many':
        return field.paged
          ? this.pageOf(selected, depth)
          : weights.plainList * (1 + this.within(selected, depth))
      default:
        return this.within(selected, depth)
    }
  }

  private pageOf(list: Selected, depth: number): number {
    const first = firstOf(argumentsOf(this.selection, list), list.name)
    return first * (1 + this.within(list, depth))
  }
}
