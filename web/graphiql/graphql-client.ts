/** The API of the service that serves this page. */
const endpoint = new URL('../graphql', location.href)

export interface GraphqlRequest {
  query: string
  variables?: unknown
  operationName?: string | null
}

export interface GraphqlResponse<T = Record<string, unknown>> {
  data?: T | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/**
 * Executes one operation as the user of `token`. When it is null, the browser's cookie identifies the user, if there is one.
 * Never rejects: a network failure is an entry in `errors`.
 */
export async function execute<T>(token: string | null, request: GraphqlRequest): Promise<GraphqlResponse<T>> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(request),
    })
    return (await response.json()) as GraphqlResponse<T>
  } catch (error) {
    return { errors: [{ message: `The service does not answer. (${(error as Error).message})` }] }
  }
}
