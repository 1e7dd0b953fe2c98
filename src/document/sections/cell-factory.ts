/** What stands in the cells of a summary's tables: as read, and as raw values. */
import type { ClaimSaid, DealSaid, SourceSaid, WeeklyContent } from '../../weekly/content.js'
import type { Cell, Column, Note } from '../model/document-model.js'
import type { Range, Tongue } from '../text/formatter.js'

/** Makes cells and columns in one language, for the deals of one summary. */
export class Cells {
  /** A deal may stand on several lines. */
  private readonly dealCells = new Map<string, Cell>()

  constructor(
    readonly tongue: Tongue,
    private readonly deals: WeeklyContent['deals'],
  ) {}

  /** A column under a heading of `locales/`; `raw` are headings too, of the columns of a spreadsheet. */
  column(key: string, share: number, raw: string[] = [key], numeric = false): Column {
    const title = (name: string) => this.tongue.word(`column${name}`)
    return { title: title(key), raw: raw.map(title), share, numeric }
  }

  count(key: string, share = 1): Column {
    return this.column(key, share, [key], true)
  }

  jobs(share = 2): Column {
    return this.column('Jobs', share, ['Low', 'High', 'OpenEnded'], true)
  }

  dealColumn(share = 2.5): Column {
    return this.column('Deal', share, ['Reference', 'CodeName', 'Title', 'Prospect'])
  }

  text(said: string, notes: Note[] = []): Cell {
    return { said, raw: [said], notes }
  }

  number(value: number): Cell {
    return { said: this.tongue.number(value), raw: [value] }
  }

  change(value: number): Cell {
    return { said: this.tongue.signed(value), raw: [value] }
  }

  day(day: string | null): Cell {
    return { said: day === null ? '' : this.tongue.day(day), raw: [day === null ? null : { day }] }
  }

  /** `stated` is false where there is no number at all: zero would be one. */
  range({ low, high }: Range, stated = true): Cell {
    return stated
      ? { said: this.tongue.range({ low, high }), raw: [low, high, high === null] }
      : { said: this.tongue.word('notStated'), raw: [null, null, false] }
  }

  deal(id: string): Cell {
    const known = this.dealCells.get(id) ?? this.dealCell(id)
    this.dealCells.set(id, known)
    return known
  }

  private dealCell(id: string): Cell {
    const { reference, codeName, title, prospect } = this.deals[id]!
    return {
      said: codeName,
      raw: [reference, codeName, title, prospect],
      notes: [{ text: reference }, ...(title && title !== codeName ? [{ text: title }] : [])],
    }
  }

  /** Several deals, by reference and code name. */
  dealList(ids: readonly string[]): Cell {
    const named = ids.map((id) => this.dealName(this.deals[id]!))
    return { said: named.join('\n'), raw: [named.join('; ')] }
  }

  dealName({ reference, codeName }: DealSaid): string {
    return this.tongue.word('deal', { reference, codeName })
  }

  source(source: SourceSaid | undefined): string {
    if (!source) return ''
    const kind = this.tongue.code('sourceKind', source.kind)
    return source.name ? `${source.name} (${kind})` : kind
  }

  /** As stated, in its own language, which is named where it is not the document's. */
  quote(wording: string | null | undefined, language: string | null | undefined): Note[] {
    if (!wording) return []
    const quote = this.tongue.quote(wording)
    const own = languageOf(language)
    if (own === null || own === this.tongue.language) return [{ text: quote, language: own }]
    return [
      {
        text: this.tongue.word('inLanguage', { quote, language: this.tongue.languageName(own) }),
        language: own,
      },
    ]
  }

  /** What the claim is about. */
  about({ deal, about }: ClaimSaid): Cell {
    const named = deal === null ? null : this.deals[deal]!
    const said = named ? this.dealName(named) : (about ?? '')
    return { said, raw: [said], notes: named?.title ? [{ text: named.title }] : [] }
  }

  grade(grade: string): Cell {
    return { ...this.text(grade), notes: [{ text: this.gradeWords(grade) }] }
  }

  gradeWords(grade: string): string {
    return `${this.tongue.code('reliability', grade[0]!)}, ${this.tongue.code('credibility', grade.slice(1))}`
  }
}

const languages = ['FR', 'NL', 'DE', 'EN'] as const

const languageOf = (code: string | null | undefined) =>
  languages.find((language) => language === code) ?? null
