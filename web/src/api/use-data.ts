import type { CombinedError } from '@urql/core'
import { useEffect, useRef } from 'react'
import { useQuery, type AnyVariables, type TypedDocumentNode } from 'urql'

export interface DataState<Data> {
  data: Data | undefined
  error: CombinedError | undefined
  /** No data yet. */
  isLoading: boolean
  /** The data may be those of the variables before. */
  isFetching: boolean
  /** Fetches again, past the cache. */
  reload: () => void
}

/**
 * Runs a query through the cache. What the cache has is shown at once, and fetched again when the component appears, because
 * another user may have changed it.
 */
export function useData<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): DataState<Data> {
  const [{ data, error, fetching }, execute] = useQuery({ query, variables, pause })
  const isFromCache = useRef(!fetching && data !== undefined)
  useEffect(() => {
    if (isFromCache.current) execute({ requestPolicy: 'network-only' })
    isFromCache.current = false
  }, [execute])
  return {
    data,
    error,
    isLoading: fetching && !data,
    isFetching: fetching,
    reload: () => execute({ requestPolicy: 'network-only' }),
  }
}
