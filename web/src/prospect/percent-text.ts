import type { Format } from '../text/format.js'

/** Returns a share in per cent as the language writes it: "51 %". */
export const percentText = (percent: string, { tag }: Format): string =>
  new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 }).format(Number(percent) / 100)
