import { useQuery, type AnyVariables, type TypedDocumentNode } from 'urql'
import type { CombinedError } from '@urql/core'

export interface DataState<Data> {
  data: Data | undefined
  error: CombinedError | undefined
  /** No data yet. */
  isLoading: boolean
  /** Fetches again, past the cache. */
  reload: () => void
}

/** Runs a query through the cache. Data that are already there stay while they are fetched again. */
export function useData<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): DataState<Data> {
  const [{ data, error, fetching }, execute] = useQuery({ query, variables, pause })
  return {
    data,
    error,
    isLoading: fetching && !data,
    reload: () => execute({ requestPolicy: 'network-only' }),
  }
}
