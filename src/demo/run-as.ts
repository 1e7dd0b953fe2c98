import type { Scope } from '../core/scope.js'

/** The scope of a demo user on a day of 2018, at six in the evening in Brussels, when the day's news is entered. */
export type RunAs = (email: string, day: string) => Promise<Scope>
