/** The briefing of a company, for the minute before a meeting: one page. */
import { startOfDay } from '../../core/time/day.js'
import { translate, type Language } from '../../core/locale.js'
import type { PartialDateValue } from '../../core/time/partial-date.js'
import type { Cell, DocumentModel, Highlight, Note, Section, TableColumn } from '../model/document-model.js'
import { formatterFor, type Formatter } from '../../weekly/text/formatter.js'
import type {
  BriefingClaim,
  BriefingContent,
  BriefingDeal,
  BriefingMeeting,
  BriefingPerson,
  BriefingProspect,
  SourceDto,
} from './briefing-query.js'

export interface BriefingData {
  content: BriefingContent
  /** The day in Brussels on which it was read. */
  day: string
}

/** How many rows of each list and how many characters of each text are shown. */
export interface BriefingSize {
  deals: number
  people: number
  meetings: number
  disputes: number
  tasks: number
  title: number
  text: number
}

/** From all that was read to what always fits on one page. */
export const briefingSizes: readonly BriefingSize[] = [
  { deals: 3, people: 6, meetings: 3, disputes: 2, tasks: 5, title: 120, text: 220 },
  { deals: 3, people: 5, meetings: 3, disputes: 1, tasks: 4, title: 100, text: 120 },
  { deals: 3, people: 4, meetings: 2, disputes: 1, tasks: 3, title: 80, text: 80 },
  { deals: 2, people: 3, meetings: 2, disputes: 1, tasks: 2, title: 44, text: 48 },
  { deals: 1, people: 2, meetings: 1, disputes: 1, tasks: 1, title: 60, text: 60 },
]

export function buildBriefing(
  data: BriefingData,
  language: Language,
  size: BriefingSize = briefingSizes[0]!,
): DocumentModel {
  return new BriefingBuilder(formatterFor(language), language, size).build(data)
}

class BriefingBuilder {
  constructor(
    private readonly formatter: Formatter,
    private readonly language: Language,
    private readonly size: BriefingSize,
  ) {}

  build({ content, day }: BriefingData): DocumentModel {
    const { prospect, claims, tasks } = content
    return {
      language: this.language,
      title: this.text('title'),
      kind: this.text('title'),
      agency: this.describeSeat(prospect),
      week: prospect.name,
      period: '',
      status: [
        this.describeGroup(prospect),
        this.text('status', { day: this.formatter.formatDay(day) }),
      ].filter(Boolean),
      isCompact: true,
      highlights: this.highlights(prospect),
      sections: [
        this.deals(prospect.deals),
        this.people(prospect.employments),
        this.meetings(prospect.said),
        ...(claims.nodes.length > 0 ? [this.disputes(claims.nodes)] : []),
        ...(tasks.nodes.length > 0 ? [this.tasks(tasks)] : []),
      ],
      fileName: `ancrage-briefing-${this.language.toLowerCase()}`,
      createdAt: startOfDay(day),
    }
  }

  private text(key: string, params: Record<string, string | number> = {}): string {
    return translate(this.language, `briefing.${key}`, params)
  }

  private describeSeat({ legalName, city, country, sector }: BriefingProspect): string {
    const place = [city, country && this.formatter.nameCountry(country)].filter(Boolean).join(', ')
    return [legalName, place, sector && `NACE ${sector}`].filter(Boolean).join(' · ')
  }

  private describeGroup({ heldBy, stakesHeld }: BriefingProspect): string {
    const share = (percent: string) => this.formatter.formatPercent(Number(percent))
    return [
      ...heldBy.nodes.map(({ percent, holder }) =>
        this.text('heldBy', { percent: share(percent), name: holder.name }),
      ),
      ...stakesHeld.nodes.map(({ percent, held }) =>
        this.text('holds', { percent: share(percent), name: held.name }),
      ),
    ].join(' · ')
  }

  private highlights(prospect: BriefingProspect): Highlight[] {
    const { headcount, headcountAsOf, revenue, revenueAsOf, deals } = prospect
    const onDay = (day: string | null) =>
      day === null ? '' : this.text('onDay', { day: this.formatter.formatDay(day) })
    const next = prospect.next.nodes[0]
    return [
      {
        label: this.text('next'),
        value: next ? this.formatWhen(next.startsAt, next.when) : this.text('noneVisible'),
        note: next ? shorten([next.title, next.place].filter(Boolean).join(', '), this.size.title) : '',
      },
      {
        label: this.text('openDeals'),
        value: this.formatter.formatNumber(deals.totalCount),
        note: '',
      },
      {
        label: this.text('headcount'),
        value: headcount === null ? this.text('notStated') : this.formatter.formatNumber(headcount),
        note: onDay(headcountAsOf),
      },
      {
        label: this.text('revenue'),
        value: revenue ? this.formatter.roundMoney(revenue.amount, revenue.currency) : this.text('notStated'),
        note: revenue ? onDay(revenueAsOf) : '',
      },
    ]
  }

  private formatWhen(startsAt: string | null, when: PartialDateValue): string {
    return startsAt ? this.formatter.formatInstant(startsAt) : this.formatter.formatPartialDate(when)
  }

  private column(key: string, share: number): TableColumn {
    return { title: this.text(`column.${key}`), rawTitles: [], share }
  }

  private section(
    key: string,
    columns: TableColumn[],
    rows: Cell[][],
    more: { total: number; isUnconfirmed?: boolean } = { total: 0 },
  ): Section {
    const shown = { shown: rows.length, total: more.total }
    const title = [this.text(key), more.total > rows.length ? this.text('shownOf', shown) : null]
      .filter(Boolean)
      .join(' – ')
    return {
      id: key,
      title,
      sentences: rows.length === 0 ? [{ text: this.text('noneVisible') }] : [],
      tables: [{ id: key, caption: title, columns, rows: rows.map((cells) => () => cells) }],
      ...(more.isUnconfirmed && { isUnconfirmed: true }),
    }
  }

  private deals({ totalCount, nodes }: BriefingProspect['deals']): Section {
    const columns = [
      ...[this.column('deal', 6), this.column('jobs', 2), this.column('capex', 2)],
      this.column('decision', 1.7),
    ]
    return this.section(
      'wants',
      columns,
      nodes.slice(0, this.size.deals).map((deal) => this.deal(deal)),
      { total: totalCount },
    )
  }

  private deal(deal: BriefingDeal): Cell[] {
    const { reference, title, activity, type, description, stage, stageSince, officer, leadAgency } = deal
    const { formatter } = this
    const what = [
      activity && formatter.translateCode('activity', activity),
      type && formatter.translateCode('dealType', type),
    ]
    const state = this.text('stage', {
      stage: formatter.translateCode('stage', stage.code),
      day: formatter.formatDay(stageSince),
    })
    return [
      cell(shorten(title, this.size.title), [
        [reference, state].join(' · '),
        [...what, officer?.name ?? leadAgency.name].filter(Boolean).join(' · '),
        ...(description ? [shorten(description, this.size.text)] : []),
      ]),
      this.jobs(deal),
      deal.capex
        ? cell(this.formatter.roundMoneyRange(deal.capex))
        : cell(this.text(deal.capexUnknown ? 'statedUnknown' : 'notStated')),
      cell(
        deal.expectedDecision ? formatter.formatPartialDate(deal.expectedDecision) : this.text('notStated'),
      ),
    ]
  }

  private jobs({ currentProjection: jobs, jobsUnknown }: BriefingDeal): Cell {
    if (!jobs) return cell(this.text(jobsUnknown ? 'statedUnknown' : 'notStated'))
    const { formatter } = this
    return cell(formatter.formatRange(jobs), [
      formatter.translateCode('jobStanding', jobs.standing),
      this.describeSource(jobs.source),
    ])
  }

  private describeSource(source: SourceDto | null): string {
    if (!source) return ''
    const name = source.name ?? this.formatter.translateCode('sourceKind', source.kind)
    return source.medium && source.medium !== name ? `${name} (${source.medium})` : name
  }

  private people({ totalCount, nodes }: BriefingProspect['employments']): Section {
    const columns = [this.column('person', 3), this.column('lastMet', 2), this.column('metBy', 3.4)]
    return this.section(
      'people',
      columns,
      nodes.slice(0, this.size.people).map((person) => this.person(person)),
      { total: totalCount },
    )
  }

  private person({ jobTitle, contact }: BriefingPerson): Cell[] {
    const last = contact.meetings.nodes[0]
    const others = (last?.participants ?? []).flatMap(
      ({ contact: other, user, agency }) => user?.name ?? other?.name ?? agency?.name ?? [],
    )
    const title = [contact.decisionMaker ? this.text('decisionMaker') : null, jobTitle]
    return [
      cell(contact.name ?? this.text('erased'), [
        shorten(title.filter(Boolean).join(' · '), this.size.title),
      ]),
      cell(last ? this.formatter.formatPartialDate(last.when) : this.text('noneVisible')),
      cell(
        shorten(this.formatter.formatList(others.filter((name) => name !== contact.name)), this.size.title),
      ),
    ]
  }

  private meetings({ totalCount, nodes }: BriefingProspect['said']): Section {
    const columns = [this.column('when', 1.7), this.column('meeting', 4), this.column('outcome', 4.5)]
    return this.section(
      'said',
      columns,
      nodes.slice(0, this.size.meetings).map((meeting) => this.meeting(meeting)),
      { total: totalCount },
    )
  }

  private meeting({ title, place, outcome, topics, when, participants }: BriefingMeeting): Cell[] {
    const names = participants.flatMap(
      ({ contact, user, description }) => contact?.name ?? user?.name ?? description ?? [],
    )
    const said = outcome ?? (topics.length > 0 ? this.text('topics', { topics: topics.join('; ') }) : null)
    return [
      cell(this.formatter.formatPartialDate(when)),
      cell(shorten(title, this.size.title), [
        shorten([place, ...names].filter(Boolean).join(' · '), this.size.title),
      ]),
      cell(said ? shorten(said, this.size.text) : this.text('notStated')),
    ]
  }

  private disputes(claims: BriefingContent['claims']['nodes']): Section {
    const columns = [this.column('statement', 1), this.column('against', 1)]
    return this.section(
      'disputes',
      columns,
      claims.slice(0, this.size.disputes).map((claim) => [this.claim(claim.disputes), this.claim(claim)]),
      { total: claims.length, isUnconfirmed: true },
    )
  }

  private claim({ statement, statedWhen, source }: BriefingClaim): Cell {
    return cell(shorten(statement, this.size.text), [
      [this.describeSource(source), this.formatter.formatPartialDate(statedWhen)].filter(Boolean).join(', '),
    ])
  }

  private tasks({ totalCount, nodes }: BriefingContent['tasks']): Section {
    const columns = [this.column('due', 1.7), this.column('task', 5), this.column('assignee', 3)]
    const rows = nodes
      .slice(0, this.size.tasks)
      .map(({ title, dueOn, assignee }) => [
        cell(this.formatter.formatDay(dueOn)),
        cell(shorten(title, this.size.title)),
        cell(assignee.name),
      ])
    return this.section('tasks', columns, rows, { total: totalCount })
  }
}

const cell = (text: string, notes: string[] = []): Cell => ({
  text,
  rawValues: [],
  notes: notes.filter(Boolean).map((note): Note => ({ text: note })),
})

/** Cuts a text at a word, with an ellipsis. */
function shorten(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  if (characters.length <= length) return characters.join('')
  const cut = characters.slice(0, length - 1).join('')
  return `${cut.replace(/\s+\S*$/, '')}…`
}
