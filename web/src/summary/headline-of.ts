import type { Translate } from '../text/translate.js'
import { nameOf, type Summary } from './summary.js'

/** Returns the week in one or two sentences. */
export function headlineOf({ movements, won, lost, meetingsHeld }: Summary, t: Translate): string {
  const [first] = movements
  const outcome =
    won.deals + lost.deals === 0
      ? t('web.summary.noneWonOrLost')
      : t('web.summary.wonAndLost', { won: won.deals, lost: lost.deals })
  const news = first
    ? t('web.summary.moved', { deal: nameOf(first.deal), stage: first.to.label })
    : t('web.summary.noMove', { count: meetingsHeld.length })
  return `${news} ${outcome}`
}
