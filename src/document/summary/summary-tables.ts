import { listNames } from '../sections/differences.js'

/** The tables that every weekly summary has, by their ids; with or without rows. */
export const summaryTables = [
  ...listNames,
  ...(['attention', 'figures', 'capex', 'standings', 'stages', 'moves', 'weeks'] as const),
]
