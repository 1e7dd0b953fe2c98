import type { Format } from '../text/format.js'

/** Returns an area in hectares: "2+ ha", "90–98,5 ha". */
export function areaText({ low, high }: { low: string; high: string | null }, { tag }: Format): string {
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const from = numbers.format(Number(low))
  if (high === null) return `${from}+ ha`
  return Number(high) === Number(low) ? `${from} ha` : `${from}–${numbers.format(Number(high))} ha`
}
