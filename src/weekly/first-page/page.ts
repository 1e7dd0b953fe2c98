/** What the first page of a weekly summary says, in one language. */
export type FigureName = 'DEALS' | 'JOBS' | 'CAPEX' | 'REALISED'

/** From `low` to `high`; a null `high` is open-ended, a null `currency` a number of deals or jobs. */
export interface ExactAmount {
  low: number
  high: number | null
  currency: string | null
}

export interface FirstPageFigure {
  name: FigureName
  label: string
  value: string
  /** The value before it is rounded, by currency; empty if none is known. */
  amounts: ExactAmount[]
  /** How sure it is, or what it counts. */
  standing: string
}

export interface FirstPageItem {
  /** Reference and code name of the deal; null for news without a deal. */
  reference: string | null
  codeName: string | null
  /** The company; the code name for a reader who sees the deal masked. */
  name: string
  /** One or several sentences. */
  text: string
  /** Activity, place and investment; null without any. */
  details: string | null
}

export interface FirstPageList {
  title: string
  items: FirstPageItem[]
  /** That there is nothing, or how much more there is; null if neither needs saying. */
  note: string | null
}

export interface FirstPage {
  /** One or two sentences. */
  headline: string
  /** That the week is not over, or was not when the summary was issued; null for a week that was over. */
  notice: string | null
  figures: FirstPageFigure[]
  moved: FirstPageList
  coming: FirstPageList
  attention: FirstPageList
}
