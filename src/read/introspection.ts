/** What one operation may ask of the schema itself. */
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql'
import { checkCost } from './cost-errors.js'
import { subfields, type SelectedField, type Selection } from './selection.js'

/** Fields, fragments counted wherever they are spread; what tools ask for at their start takes about three hundred. */
const most = 1_000

const metaTypes: Record<string, string> = { __schema: '__Schema', __type: '__Type' }

/** Whether a root field asks of the schema itself; what `__typename` says is no secret. */
export const asksOfSchema = (field: string): boolean => Object.hasOwn(metaTypes, field)

/** Each list of the schema once: under many aliases it would be an answer of many megabytes. */
export function checkIntrospection(selection: Selection, roots: readonly SelectedField[]): void {
  const asked = roots.filter(({ name }) => asksOfSchema(name))
  let fields = 0

  const check = (type: GraphQLObjectType, selected: readonly SelectedField[]): void => {
    checkCost(new Set(selected.map(({ name }) => name)).size < selected.length ? most + 1 : 0, most)
    for (const { field, nodes } of selected) {
      checkCost(++fields, most)
      const inner = field && getNamedType(field.type)
      if (isObjectType(inner)) check(inner, subfields(selection, inner, nodes))
    }
  }

  checkCost(asked.length > 1 ? most + 1 : 0, most)
  for (const { name, nodes } of asked) {
    const type = selection.schema.getType(metaTypes[name]!) as GraphQLObjectType
    check(type, subfields(selection, type, nodes))
  }
}
