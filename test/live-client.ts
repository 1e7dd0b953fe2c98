/** Opens streams of changes, and changes deals as the HEAD of Awex. */
import { randomUUID } from 'node:crypto'
import { listen, type Changes, type Stream } from './event-stream.js'
import type { TestService } from './test-service.js'

const head = 'head@awex.example'
const password = 'ancrage-demo'

export interface LiveClient {
  open: (...args: Parameters<typeof listen>) => Promise<Stream>
  /** Returns the token of a new session. */
  signIn: (email: string) => Promise<string>
  /** Edits a deal, whatever its version. */
  update: (id: string, changes: object) => Promise<void>
  openDeal: () => Promise<string>
  closeStreams: () => void
}

/** The changes are made in the process of `ancrage`. */
export function createLiveClient({ run }: TestService): LiveClient {
  const streams: Stream[] = []
  return {
    open: async (...args) => {
      const stream = await listen(...args)
      streams.push(stream)
      return stream
    },
    signIn: async (email) => {
      const text = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
      return (await run(null, text, { input: { email, password } })).signIn.token as string
    },
    update: async (id, changes) => {
      const { deal } = await run(head, `{ deal(id: "${id}") { version } }`)
      const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }'
      await run(head, text, { input: { id, version: deal.version, ...changes } })
    },
    openDeal: async () => {
      const input = { codeName: `Deal ${randomUUID()}`, title: 'A title', confidentiality: 'OPEN' }
      const text = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }'
      return (await run(head, text, { input })).openDeal.id as string
    },
    closeStreams: () => streams.splice(0).forEach((stream) => stream.close()),
  }
}

export const idsOf = (events: Changes[]): string[] => events.flatMap(({ rows }) => rows.map(({ id }) => id))

/** Resolves with all events when the stream has an event of this row. */
export async function heard(stream: Stream, id: string): Promise<Changes[]> {
  for (let count = 1; ; count += 1) {
    const events = await stream.waitFor(count)
    if (idsOf(events).includes(id)) return events
  }
}
