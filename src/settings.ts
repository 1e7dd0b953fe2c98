/** What the folders need to know of the configuration; an injection token and a type in one. */
export abstract class Settings {
  abstract readonly region: string
  abstract readonly sessionHours: number
  /** Whether the demo users may be offered to whoever comes. */
  abstract readonly demo: boolean
}
