/**
 * The sections of NACE Rev. 2, the European classification of economic activities (Regulation (EC) No 1893/2006), each
 * with the numbers of its first and last division.
 */
const sections = {
  A: [1, 3],
  B: [5, 9],
  C: [10, 33],
  D: [35, 35],
  E: [36, 39],
  F: [41, 43],
  G: [45, 47],
  H: [49, 53],
  I: [55, 56],
  J: [58, 63],
  K: [64, 66],
  L: [68, 68],
  M: [69, 75],
  N: [77, 82],
  O: [84, 84],
  P: [85, 85],
  Q: [86, 88],
  R: [90, 93],
  S: [94, 96],
  T: [97, 98],
  U: [99, 99],
} as const

export type NaceSection = keyof typeof sections

export const naceSections = Object.keys(sections) as NaceSection[]

/** Returns the section of a division ('52' -> 'H'); null for a division that does not exist. */
export function naceSection(division: string): NaceSection | null {
  if (!/^\d\d$/.test(division)) return null
  const number = Number(division)
  return (
    naceSections.find((section) => sections[section][0] <= number && number <= sections[section][1]) ?? null
  )
}

/** Is this the letter of a section or the two digits of a division? */
export const isNace = (code: string): boolean => Object.hasOwn(sections, code) || naceSection(code) !== null

/** The 88 divisions with two digits, in order. */
export const naceDivisions = naceSections.flatMap((section) => divisionsOf(sections[section]))

function divisionsOf([first, last]: readonly [number, number]): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'))
}
