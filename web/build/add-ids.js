import {
  Kind,
  TypeInfo,
  getNamedType,
  isInterfaceType,
  isObjectType,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const idField = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'id' } }

const selects = (name) => (selection) =>
  selection.kind === Kind.FIELD && selection.name.value === name && !selection.alias

/** Adds `id` to each selection of a type that has one: without it the cache would store one row of two answers twice. */
export function addIds(schema, document) {
  const info = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet(node, _key, parent) {
        const type = getNamedType(info.getParentType() ?? undefined)
        const hasId = (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields()
        if (!hasId || parent?.kind === Kind.OPERATION_DEFINITION || node.selections.some(selects('id')))
          return undefined
        return { ...node, selections: [idField, ...node.selections] }
      },
    }),
  )
}
