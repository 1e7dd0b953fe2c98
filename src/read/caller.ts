/** What a request carries through its operation. */
import type { Language } from '../core/locale.js'
import type { Viewer } from '../core/scope.js'
import type { Patience } from '../database/cancellation.js'
import type { Answered } from './roots.js'

export interface Asker extends Answered {
  /** SHA-256 of the bearer token; null when there is none. */
  token: Buffer | null
  /** Whether the token came as a cookie. */
  fromCookie: boolean
  language: Language
  origin: Origin
  /** Asks the browser to keep a cookie. */
  setCookie: (cookie: string) => void
  /** Whether somebody still waits for the answer. */
  patience: Patience
  /** What the operation costs; undefined where it was not measured. */
  cost?: number
  /** The mutations that the operation calls, in order. */
  calls?: string[]
  /** Whether its cost was charged before it ran. */
  charged?: boolean
  /** Who that turned out to be; undefined where nobody was asked for yet, or is known. */
  viewer?: Viewer
}

/** What has to be known of a request to count what it costs. */
export type Charged = Pick<Asker, 'token' | 'cost' | 'charged' | 'viewer'>

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
  charge(asker: Charged): void
  /** Afterwards, when it is known who asked. */
  note(asker: Charged): void
}
