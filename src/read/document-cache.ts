/** Documents that have been parsed and validated before, by their text. */
import type { OperationRequest } from './operation.js'

/** An operation as it was posted; of a form that has been checked. */
export interface PostedOperation {
  query?: string
  operationName?: string | null
  variables?: Record<string, unknown> | null
}

// so much and no more, since clients choose the documents
const most = { documents: 500, text: 20_000 }

export class DocumentCache {
  private readonly documents = new Map<string, { operationName?: string | null; asked: OperationRequest }>()

  /** Of a document with several operations, the one asked last. */
  note({ query, operationName }: PostedOperation, operationRequest: OperationRequest): void {
    if (query === undefined || query.length > most.text) return
    if (this.documents.size >= most.documents && !this.documents.has(query)) this.documents.clear()
    this.documents.set(query, { operationName, asked: operationRequest })
  }

  find({ query, operationName, variables }: PostedOperation): OperationRequest | undefined {
    const existing = this.documents.get(query ?? '')
    return existing && (existing.operationName ?? '') === (operationName ?? '')
      ? { ...existing.asked, variables: variables ?? {} }
      : undefined
  }
}
