import { listNames } from '../sections/differences.js'

/** The tables that every weekly summary has, by their ids; with or without rows. */
export const summaryTables = [
  ...(['figures', 'capex', 'stages', 'moves'] as const),
  ...listNames,
  ...(['attention', 'weeks'] as const),
]
