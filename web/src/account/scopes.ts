/** What an API key may read and write, as the service names it: `deals:read`; `<term>:write` includes reading. */
export const scopeTerms = [
  'prospects',
  'contacts',
  'sites',
  'deals',
  'meetings',
  'agreements',
  'claims',
  'tasks',
  'statistics',
  'summaries',
  'rates',
] as const
export type ScopeTerm = (typeof scopeTerms)[number]

const readOnly: readonly ScopeTerm[] = ['statistics', 'summaries', 'rates']
export const isWritable = (term: ScopeTerm): boolean => !readOnly.includes(term)
