/** The selected fields of an operation, with fragments, variables, @include and @skip resolved. */
import {
  getNamedType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { getArgumentValues } from 'graphql/execution/values.js'
import type { Variables } from './slots.js'

export interface Selection {
  schema: GraphQLSchema
  fragments: Record<string, FragmentDefinitionNode>
  /** The variables, or their slots. */
  variables: Variables
  /** Set to false when a field resolver has to complete the JSON. */
  plain: boolean
  /** Whether the statement notes the rows whose reads are recorded. */
  notesRows?: boolean
}

/** The nodes of the document that select the same response key of the same object. */
export type Nodes = readonly FieldNode[]

export interface SelectedField {
  /** The response key: the alias, or the name. */
  key: string
  name: string
  nodes: Nodes
  /** Absent for `__typename`. */
  field?: GraphQLField<unknown, unknown>
}

export function rootFields(selection: Selection, operation: OperationDefinitionNode): SelectedField[] {
  const { schema, fragments, variables } = selection
  const type = schema.getRootType(operation.operation)!
  return toSelectedFields(type, collectFields(schema, fragments, variables, type, operation.selectionSet))
}

export function subfields(selection: Selection, type: GraphQLObjectType, nodes: Nodes): SelectedField[] {
  const { schema, fragments, variables } = selection
  return toSelectedFields(type, collectSubfields(schema, fragments, variables, type, nodes))
}

const toSelectedFields = (type: GraphQLObjectType, fields: ReadonlyMap<string, Nodes>): SelectedField[] =>
  [...fields].map(([key, nodes]) => {
    const name = nodes[0]!.name.value
    return { key, name, nodes, field: type.getFields()[name] }
  })

/** Returns the object type of a field, without its list and non-null wrappers. */
export const objectOf = (field: GraphQLField<unknown, unknown>): GraphQLObjectType =>
  getNamedType(field.type) as GraphQLObjectType

/** Returns the arguments of a field. Validation ensures that they are the same in all its nodes. */
export const argumentsOf = (selection: Selection, { field, nodes }: SelectedField): Variables =>
  getArgumentValues(field!, nodes[0]!, selection.variables)
