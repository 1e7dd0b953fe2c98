/** The periods that days are counted by. */
export const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type Unit = (typeof units)[number]
