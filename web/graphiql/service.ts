/** The service beside this page. */
const address = new URL('../graphql', location.href)

export interface Asked {
  query: string
  variables?: unknown
  operationName?: string | null
}

export interface Answer<T = Record<string, unknown>> {
  data?: T | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** Asks as whoever holds the token; null asks as nobody. What keeps the service from answering is an error as well. */
export async function ask<T>(token: string | null, asked: Asked): Promise<Answer<T>> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(asked),
    })
    return (await response.json()) as Answer<T>
  } catch (error) {
    return { errors: [{ message: `The service does not answer. (${(error as Error).message})` }] }
  }
}
