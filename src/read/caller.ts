/** What a request carries through its operation. */
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
  /** Asks the browser to keep a cookie. */
  setCookie: (cookie: string) => void
  /** Whether somebody still waits for the answer. */
  cancellation: Cancellation
  /** What the operation costs; undefined where it was not measured. */
  cost?: number
  /** The mutations that the operation calls, in order. */
  calls?: string[]
  /** Whether its cost was charged before it ran. */
  isCharged?: boolean
  /** Who that turned out to be; undefined where nobody was asked for yet, or is known. */
  viewer?: ViewerIdentity
}

/** What has to be known of a request to count what it costs. */
export type ChargeContext = Pick<Caller, 'token' | 'cost' | 'isCharged' | 'viewer'>

/** Where a request comes from. */
export interface Origin {
  /** IP address; null where it is not known. */
  address: string | null
  userAgent: string | null
  /** Over HTTPS, as far as we or a trusted proxy can tell. */
  secure: boolean
}

/** Says who has asked for too much, and keeps the count. */
export interface Meter {
  /** Before anything of an operation runs; throws a problem. */
  charge(caller: ChargeContext): void
  /** Afterwards, when it is known who asked. */
  note(caller: ChargeContext): void
}
