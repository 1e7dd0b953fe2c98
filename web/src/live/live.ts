/**
 * Notifies this window of changes. One window of the browser has the stream (the one that holds the lock) and passes its events
 * on to the others; when it closes, the next one goes on from the same position.
 */
import type { Changes } from './changes.js'
import { readStream } from './read-stream.js'

export type LiveState = 'live' | 'waiting' | 'off'

type Message = { changes: Changes } | { state: LiveState } | { hello: true }

const name = 'ancrage-live'

/** Milliseconds before the next attempts after a lost stream, and when the service has too many of them. */
const pauses = [500, 1_000, 2_000, 5_000, 10_000, 20_000]
const busyPause = 60_000

let position: string | null = null
let state: LiveState = 'waiting'
const listeners = new Set<(changes: Changes) => void>()
const watchers = new Set<() => void>()
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined

export const liveState = (): LiveState => state

export function watchState(notify: () => void): () => void {
  watchers.add(notify)
  return () => watchers.delete(notify)
}

export const onChanges = (listener: (changes: Changes) => void): void => void listeners.add(listener)

function setState(next: LiveState): void {
  if (next === state) return
  state = next
  for (const notify of watchers) notify()
}

function take(changes: Changes): void {
  position = changes.position
  if (changes.resync || changes.rows.length > 0) for (const listener of listeners) listener(changes)
}

/** Starts to listen. Without locks, as on plain HTTP, each window has a stream of its own. */
export function startLive(): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('changes' in data) take(data.changes)
    else if ('state' in data) setState(data.state)
  })
  channel?.postMessage({ hello: true } satisfies Message)
  queue()
}

function queue(): void {
  const { locks } = navigator as { locks?: LockManager }
  void (locks && channel ? locks.request(name, () => lead(channel)) : lead())
}

/** Listens again after the user has signed in again. */
export function restartLive(): void {
  if (state === 'off') queue()
}

async function lead(channel?: BroadcastChannel): Promise<void> {
  const tell = (next: LiveState) => {
    setState(next)
    channel?.postMessage({ state: next } satisfies Message)
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('hello' in data) channel.postMessage({ state } satisfies Message)
  })
  const pagehide = new AbortController()
  addEventListener('pagehide', () => pagehide.abort(), { once: true })
  for (let attempt = 0; !pagehide.signal.aborted; attempt += 1) {
    const end = await readStream(
      position,
      () => {
        attempt = 0
        tell('live')
      },
      (changes) => {
        take(changes)
        channel?.postMessage({ changes } satisfies Message)
      },
      pagehide.signal,
    )
    if (end === 'signedOut') return tell('off')
    tell('waiting')
    await pauseUntilOnline(end === 'busy' ? busyPause : (pauses[attempt] ?? pauses.at(-1)!))
  }
}

/** Resolves after a while, at once when the device has a network again. */
function pauseUntilOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds * (0.75 + Math.random() / 2))
    addEventListener('online', done)
  })
}
