/** The context of a request. */
import type { Language } from '../core/locale.js'
import type { ViewerIdentity } from '../core/scope.js'
import type { Cancellation } from '../database/cancellation.js'
import type { ResolvedData } from './roots.js'

export interface Caller extends ResolvedData {
  /** SHA-256 of the bearer token; null when there is none. */
  token: Buffer | null
  /** Whether the token came as a cookie. */
  fromCookie: boolean
  language: Language
  origin: Origin
  /** Adds a Set-Cookie header to the response. */
  setCookie: (cookie: string) => void
  /** Signals that the client has disconnected. */
  cancellation: Cancellation
  /** The cost of the operation; undefined when it was not measured. */
  cost?: number
  /** The mutations that the operation calls, in order. */
  calls?: string[]
  /** How long the database took for its statement, in milliseconds, if that is charged beside the cost. */
  milliseconds?: number
  /** Whether its cost was charged before it ran. */
  isCharged?: boolean
  /** The authenticated user; undefined before authentication. */
  viewer?: ViewerIdentity
  /** The rows that answers of mutations show, whose reads are recorded before the response goes out. */
  noted?: NotedRows[]
}

/** Rows whose reads are recorded. */
export interface NotedRows {
  /** The SQL function that records them. */
  record: string
  ids: readonly string[]
  /** SHA-256 of the bearer token of the reader. */
  token: Buffer | null
}

/** The part of a request that charging needs. */
export type ChargeContext = Pick<Caller, 'token' | 'cost' | 'isCharged' | 'viewer' | 'milliseconds'>

/** The client of a request. */
export interface Origin {
  /** IP address; null when it is unknown. */
  address: string | null
  userAgent: string | null
  /** Whether the request came over HTTPS, to us or to a trusted proxy. */
  secure: boolean
}

/** Counts what each user spends, against a limit. */
export interface Meter {
  /** Charges an operation before it runs. Throws RATE_LIMITED when the user has spent the limit. */
  charge(caller: ChargeContext): void
  /** Records the user and the cost afterwards, when the user is known. */
  note(caller: ChargeContext): void
  /** Returns the id of the user behind a token that was used lately in this process. */
  userOf(token: Buffer): string | undefined
}
