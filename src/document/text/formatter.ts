/** How a document says things in one language: words of `locales/`, and numbers, days and amounts as that language writes them. */
import { zone } from '../../core/day.js'
import { languageTag, languages, translate, type Language, type Params } from '../../core/locale.js'
import { printPartialDate, type PartialDate } from '../../core/partial-date.js'
import { Remembered } from '../../core/remembered.js'

/** From `low` on; without a `high` it is open-ended. */
export interface Range {
  low: number
  high: number | null
}

export class Tongue {
  readonly tag: string
  private readonly whole: Intl.NumberFormat
  private readonly change: Intl.NumberFormat
  private readonly share: Intl.NumberFormat
  private readonly clock: Intl.DateTimeFormat
  private readonly calendar: Intl.DateTimeFormat
  private readonly names: Intl.DisplayNames
  private readonly lists: Intl.ListFormat
  /** Days and codes stand many times in a long document, and are slow to say. */
  private readonly said = new Remembered<string>()

  constructor(readonly language: Language) {
    this.tag = languageTag(language)
    this.whole = new Intl.NumberFormat(this.tag, { maximumFractionDigits: 0 })
    this.change = new Intl.NumberFormat(this.tag, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
    this.share = new Intl.NumberFormat(this.tag, { style: 'percent' })
    this.clock = new Intl.DateTimeFormat(this.tag, {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    this.calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    this.names = new Intl.DisplayNames(this.tag, { type: 'language' })
    this.lists = new Intl.ListFormat(this.tag, { type: 'conjunction' })
  }

  /** Under `weekly` in `locales/`. A count is written as the language writes numbers. */
  word(key: string, params: Params = {}): string {
    return translate(this.language, `weekly.${key}`, params)
  }

  /** The same with a number in it, which also chooses between singular and plural. */
  counted(key: string, count: number): string {
    return this.word(key, { count, written: this.number(count) })
  }

  /** A code in words: `code('stage', 'LOST')`. */
  code(room: string, code: string): string {
    const key = `${room}.${code}`
    return this.said.get(key, () => translate(this.language, key))
  }

  /** A heading inside a sentence. German nouns keep their capitals. */
  inside(heading: string): string {
    return this.language === 'DE' ? heading : heading.toLocaleLowerCase(this.tag)
  }

  number(value: number): string {
    return this.whole.format(value)
  }

  /** With its sign: +3, −2, 0. */
  signed(value: number): string {
    return this.change.format(value).replace('-', '−')
  }

  /** A probability given in percent. */
  percent(value: number): string {
    return this.share.format(value / 100)
  }

  range({ low, high }: Range): string {
    if (high === null) return this.word('orMore', { low: this.number(low) })
    if (this.number(low) === this.number(high)) return this.number(low)
    return this.word('range', { low: this.number(low), high: this.number(high) })
  }

  /** A decimal number as text, exact to the last digit, with its ISO 4217 currency. */
  money(amount: string, currency: string): string {
    const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
    return new Intl.NumberFormat(this.tag, options).format(amount as `${number}`)
  }

  moneyRange(low: string, high: string | null, currency: string): string {
    if (high === null) return this.word('orMore', { low: this.money(low, currency) })
    if (Number(low) === Number(high)) return this.money(low, currency)
    return this.word('range', { low: this.money(low, currency), high: this.money(high, currency) })
  }

  day(day: string): string {
    return this.partial({ from: day, to: day, precision: 'DAY' })
  }

  partial(date: PartialDate): string {
    const { from, to, precision } = date
    return this.said.get(`${from} ${to} ${precision}`, () => printPartialDate(date, this.language))
  }

  /** An instant as day and time in Brussels. */
  moment(instant: string): string {
    const date = new Date(instant)
    return this.word('at', { day: this.day(this.calendar.format(date)), time: this.clock.format(date) })
  }

  /** As `moment`, with the end where it is known. */
  hours(startsAt: string, endsAt: string | null): string {
    const [start, end] = [startsAt, endsAt].map((instant) => instant && this.clock.format(new Date(instant)))
    const time = end ? this.word('timeSpan', { from: start!, to: end }) : start!
    return this.word('at', { day: this.day(this.calendar.format(new Date(startsAt))), time })
  }

  week(week: string): string {
    return this.word('week', { week: Number(week.slice(6)), year: week.slice(0, 4) })
  }

  list(items: readonly string[]): string {
    return this.lists.format(items)
  }

  /** What somebody said, in the marks of this language. */
  quote(wording: string): string {
    return this.word('quote', { wording })
  }

  /** The name of a language. */
  languageName(language: Language): string {
    return this.names.of(language.toLowerCase()) ?? language
  }
}

const tongues = Object.fromEntries(languages.map((language) => [language, undefined])) as Partial<
  Record<Language, Tongue>
>

/** Making one reads much of ICU: each is made once. */
export const tongueOf = (language: Language): Tongue => (tongues[language] ??= new Tongue(language))
