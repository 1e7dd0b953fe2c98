/** Caches parsed and validated documents by their text. */
import type { OperationRequest } from './operation.js'

/** A posted operation whose form has been checked. */
export interface PostedOperation {
  query?: string
  operationName?: string | null
  variables?: Record<string, unknown> | null
}

// Bounded, because clients choose the documents.
const limits = { documents: 500, text: 20_000 }

export class DocumentCache {
  private readonly documents = new Map<string, { operationName?: string | null; request: OperationRequest }>()

  /** Stores an operation; of a document with several operations only the last one. */
  note({ query, operationName }: PostedOperation, operationRequest: OperationRequest): void {
    if (query === undefined || query.length > limits.text) return
    if (this.documents.size >= limits.documents && !this.documents.has(query)) this.documents.clear()
    this.documents.set(query, { operationName, request: operationRequest })
  }

  /** Returns the stored operation with these variables; undefined when it is not stored. */
  find({ query, operationName, variables }: PostedOperation): OperationRequest | undefined {
    const entry = this.documents.get(query ?? '')
    return entry && (entry.operationName ?? '') === (operationName ?? '')
      ? { ...entry.request, variables: variables ?? {} }
      : undefined
  }
}
