/** Reads a subscription over server-sent events, as text, so that a test can count its bytes. */
export interface Stream {
  status: number
  headers: Headers
  /** Everything received so far, heartbeats included. */
  text: () => string
  /** The `changes` received so far. */
  events: () => Changes[]
  /** Resolves with the changes once there are so many. */
  waitFor: (count: number) => Promise<Changes[]>
  /** Resolves with the whole text when the server has ended the stream. */
  ended: Promise<string>
  close: () => void
}

export interface Changes {
  position: string
  resync: boolean
  rows: { entity: string; id: string; deals: string[]; own: boolean }[]
}

const subscription = `subscription ($after: ID, $deals: [ID!]) {
  changes(after: $after, deals: $deals) { position resync rows { entity id deals own } } }`

/** Opens a stream of changes; resolves when its first event is there, or it was refused. */
export async function listen(
  address: string,
  token: string | null,
  variables: { after?: string; deals?: string[] } = {},
  query = subscription,
): Promise<Stream> {
  const control = new AbortController()
  const response = await fetch(`${address}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    signal: control.signal,
  })
  let text = ''
  const listeners = new Set<() => void>()
  const read = async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (const listener of listeners) listener()
    }
    return text
  }
  const ended = read().catch(() => text)
  const stream: Stream = {
    status: response.status,
    headers: response.headers,
    text: () => text,
    events: () => eventsOf(text),
    waitFor: (count) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const events = eventsOf(text)
          if (events.length < count) return
          listeners.delete(look)
          resolve(events)
        }
        listeners.add(look)
        void ended.then(() => reject(new Error(`The stream has ended: ${text}`)))
        look()
      }),
    ended,
    close: () => control.abort(),
  }
  if (response.ok) await Promise.race([stream.waitFor(1).catch(() => undefined), ended])
  return stream
}

const eventsOf = (text: string): Changes[] =>
  text
    .split('\n\n')
    .flatMap((block) => /^event: next\ndata: (.*)$/.exec(block)?.[1] ?? [])
    .flatMap((data) => (JSON.parse(data) as { data?: { changes?: Changes } }).data?.changes ?? [])

export const withoutHeartbeats = (text: string): string => text.replaceAll(/^:\n\n/gm, '')
