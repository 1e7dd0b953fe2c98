/** The periods by which days are grouped. */
export const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type Unit = (typeof units)[number]
