/** Limits of introspection. */
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql'
import { checkCost } from './cost-errors.js'
import { subfields, type SelectedField, type Selection } from '../compile/selection.js'

/** Maximum number of fields, fragments counted wherever they are spread. Usual tools select about three hundred. */
const maxFields = 1_000

const metaTypes: Record<string, string> = { __schema: '__Schema', __type: '__Type' }

/** Returns whether a root field is introspection; `__typename` does not count, because it reveals nothing. */
export const isIntrospection = (field: string): boolean => Object.hasOwn(metaTypes, field)

/**
 * Rejects introspection with too many fields, and any field selected twice: under many aliases the answer would grow to
 * many megabytes.
 */
export function checkIntrospection(selection: Selection, roots: readonly SelectedField[]): void {
  const metaFields = roots.filter(({ name }) => isIntrospection(name))
  let fields = 0

  const check = (type: GraphQLObjectType, selected: readonly SelectedField[]): void => {
    checkCost(new Set(selected.map(({ name }) => name)).size < selected.length ? maxFields + 1 : 0, maxFields)
    for (const { field, nodes } of selected) {
      checkCost(++fields, maxFields)
      const inner = field && getNamedType(field.type)
      if (isObjectType(inner)) check(inner, subfields(selection, inner, nodes))
    }
  }

  checkCost(metaFields.length > 1 ? maxFields + 1 : 0, maxFields)
  for (const { name, nodes } of metaFields) {
    const type = selection.schema.getType(metaTypes[name]!) as GraphQLObjectType
    check(type, subfields(selection, type, nodes))
  }
}
