/** Reads one stream of changes, as GraphQL over server-sent events. */

import type { Changes } from './changes.js'

const query =
  'subscription Changes($after: ID) { changes(after: $after) { position resync rows { entity id deals own } } }'

/** Milliseconds without a byte after which a connection is dead: the service sends a heartbeat every 20 seconds. */
const silence = 60_000

/** What ended a stream: the session is over, the service is busy, or anything else. */
export type StreamEnd = 'signedOut' | 'busy' | 'lost'

/** Reads until the stream ends. Calls `onOpen` when the service has answered, and `onChanges` for each event. */
export async function readStream(
  after: string | null,
  onOpen: () => void,
  onChanges: (changes: Changes) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const watchdog = new AbortController()
  let timer = setTimeout(() => watchdog.abort(), silence)
  const stayAwake = () => {
    clearTimeout(timer)
    timer = setTimeout(() => watchdog.abort(), silence)
  }
  try {
    const response = await fetch(new URL('graphql/stream', document.baseURI), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables: { after } }),
      signal: AbortSignal.any([signal, watchdog.signal]),
    })
    if (response.status === 401) return 'signedOut'
    if (!response.ok || !response.body) return response.status === 429 ? 'busy' : 'lost'
    onOpen()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      stayAwake()
      const blocks = (rest + chunk.value).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const { changes, code } = parseBlock(block)
        if (code === 'UNAUTHENTICATED') return 'signedOut'
        if (changes) onChanges(changes)
      }
    }
    return 'lost'
  } catch {
    return 'lost'
  } finally {
    clearTimeout(timer)
    watchdog.abort()
  }
}

interface Result {
  data?: { changes?: Changes } | null
  errors?: { extensions?: { code?: string } }[]
}

/** Returns what an event holds; nothing for a heartbeat and the last event. */
export function parseBlock(block: string): { changes?: Changes | undefined; code?: string | undefined } {
  const data = /^data: (.+)$/m.exec(block)?.[1]
  if (!data) return {}
  const { data: result, errors } = JSON.parse(data) as Result
  return { changes: result?.changes, code: errors?.[0]?.extensions?.code }
}
