/** The lists of a summary, each as a section with a table, or with a sentence that says that there is nothing. */
import type {
  AttentionSaid,
  ClaimSaid,
  MeetingSaid,
  MovementSaid,
  ProjectionSaid,
  WeeklyContent,
} from '../../weekly/content.js'
import type { Cells } from './cell-factory.js'
import type { Cell, Column, Note, Row, Section } from '../model/document-model.js'

interface List<Item> {
  id: string
  columns: Column[]
  row: (item: Item) => Cell[]
  /** Rows as people read them, where that is not line by line. */
  read?: (items: readonly Item[]) => Row[]
}

function section<Item>(
  { id, columns, row, read }: List<Item>,
  items: readonly Item[],
  { tongue }: Cells,
): Section {
  const title = tongue.word(id)
  if (items.length === 0) return { id, title, sentences: [{ text: tongue.word(`${id}None`) }], tables: [] }
  const rows = items.map(
    (item): Row =>
      () =>
        row(item),
  )
  const table = { id, caption: title, columns, rows, ...(read && { read: () => read(items) }) }
  return { id, title, sentences: [], tables: [table] }
}

export const lists = (content: WeeklyContent, cells: Cells): Section[] => [
  section(movements(cells), content.movements, cells),
  section(handovers(cells), content.handovers, cells),
  section(meetings(cells, 'meetingsHeld'), content.meetingsHeld, cells),
  section(meetings(cells, 'meetingsComing'), content.meetingsComing, cells),
  section(agreements(cells), content.agreementsSigned, cells),
  section(projections(cells), content.projections, cells),
  graded(section(claims(cells, 'facts'), content.facts, cells), content.facts, cells),
  doubtful(graded(section(claims(cells, 'rumours'), content.rumours, cells), content.rumours, cells), cells),
  graded(section(claims(cells, 'denied'), content.denied, cells), content.denied, cells),
  section(disputes(cells), content.disputes, cells),
  section(attention(cells), content.attention, cells),
]

function movements(cells: Cells): List<MovementSaid> {
  const { tongue } = cells
  return {
    id: 'movements',
    columns: [
      cells.column('On', 1.6),
      cells.dealColumn(),
      cells.column('Move', 2, ['Move', 'From', 'To', 'Override', 'Late']),
      cells.column('By', 1.8),
      cells.column('Reason', 2.6),
    ],
    row: ({ on, deal, direction, from, to, by, reason, override, recordedLate }) => {
      const [was, is] = [from && tongue.code('stage', from), tongue.code('stage', to)]
      const way = tongue.code('direction', direction)
      const notes = [
        { text: was ? tongue.word('moved', { from: was, to: is }) : is },
        ...(override ? [{ text: tongue.word('override') }] : []),
        ...(recordedLate ? [{ text: tongue.word('recordedLate') }] : []),
      ]
      return [
        cells.day(on),
        cells.deal(deal),
        { said: way, raw: [way, was, is, override, recordedLate], notes, marked: override },
        cells.text(by ?? ''),
        cells.text(reason ?? ''),
      ]
    },
  }
}

const handovers = (cells: Cells): List<WeeklyContent['handovers'][number]> => ({
  id: 'handovers',
  columns: [
    cells.column('On', 1.6),
    cells.dealColumn(),
    cells.column('From', 2),
    cells.column('To', 2),
    cells.column('Reason', 2.6),
  ],
  row: ({ on, deal, from, to, reason }) => [
    cells.day(on),
    cells.deal(deal),
    cells.text(from),
    cells.text(to),
    cells.text(reason),
  ],
})

const meetings = (cells: Cells, id: string): List<MeetingSaid> => ({
  id,
  columns: [
    cells.column('When', 1.8, ['When', 'WhenFrom', 'WhenTo']),
    cells.column('Meeting', 3, ['Meeting', 'Place', 'Host', 'Topics']),
    cells.column('Participants', 2.4),
    cells.column('Deal', 2),
  ],
  row: (meeting) => [
    when(meeting, cells),
    {
      said: meeting.title,
      raw: [meeting.title, meeting.place, meeting.host, meeting.topics.join('; ')],
      notes: [
        ...(meeting.place ? [{ text: meeting.place }] : []),
        ...(meeting.host ? [{ text: cells.tongue.word('host', { name: meeting.host }) }] : []),
        ...(meeting.topics.length > 0 ? [{ text: cells.tongue.list(meeting.topics) }] : []),
      ],
    },
    { said: meeting.participants.join('\n'), raw: [meeting.participants.join('; ')] },
    cells.dealList(meeting.deals),
  ],
})

function when({ from, to, precision, startsAt, endsAt }: MeetingSaid, { tongue }: Cells): Cell {
  const said = startsAt ? tongue.hours(startsAt, endsAt) : tongue.partial({ from, to, precision })
  return { said, raw: [said, { day: from }, { day: to }] }
}

const agreements = (cells: Cells): List<WeeklyContent['agreementsSigned'][number]> => ({
  id: 'agreementsSigned',
  columns: [
    cells.column('On', 1.6),
    cells.column('Agreement', 3, ['Agreement', 'Kind', 'Place']),
    cells.column('Parties', 2.4),
    cells.column('Amount', 1.6, ['Amount', 'Currency'], true),
    cells.column('Deal', 2),
  ],
  row: ({ on, title, kind, place, parties, amount, currency, deals }) => {
    const kindSaid = cells.tongue.code('agreementKind', kind)
    const known = amount !== null && currency !== null
    return [
      cells.day(on),
      {
        said: title,
        raw: [title, kindSaid, place],
        notes: [kindSaid, place ?? ''].filter(Boolean).map((text) => ({ text })),
      },
      { said: parties.join('\n'), raw: [parties.join('; ')] },
      {
        said: known ? cells.tongue.money(amount, currency) : '',
        raw: known ? [Number(amount), currency] : [null, null],
      },
      cells.dealList(deals),
    ]
  },
})

function projections(cells: Cells): List<ProjectionSaid> {
  const { tongue } = cells
  return {
    id: 'projections',
    columns: [
      cells.column('On', 1.6),
      cells.dealColumn(2.3),
      cells.column('Jobs', 2.4, [
        'Low',
        'High',
        'OpenEnded',
        'Kind',
        'Horizon',
        'TargetYear',
        'Replaces',
        'Replaced',
      ]),
      cells.column('Stated', 2.4, ['Wording', 'WordingLanguage', 'Source']),
      cells.column('Standing', 1.4),
    ],
    row: (one) => {
      const [kind, horizon] = [tongue.code('jobKind', one.kind), tongue.code('jobHorizon', one.horizon)]
      const year = one.targetYear === null ? [] : [tongue.word('targetYear', { year: one.targetYear })]
      const replaces =
        one.replaces &&
        tongue.word('replaces', { range: tongue.range(one.replaces), day: tongue.day(one.replaces.on) })
      const notes: Note[] = [
        { text: [kind, horizon, ...year].join(', ') },
        ...(replaces ? [{ text: replaces }] : []),
        ...(one.replaced ? [{ text: tongue.word('replaced') }] : []),
      ]
      const raw = [
        one.low,
        one.high,
        one.high === null,
        kind,
        horizon,
        one.targetYear,
        replaces,
        one.replaced,
      ]
      return [
        cells.day(one.on),
        cells.deal(one.deal),
        { said: tongue.range(one), raw, notes },
        stated(one, cells),
        cells.text(tongue.code('jobStanding', one.standing)),
      ]
    },
  }
}

function stated({ wording, wordingLanguage, source }: ProjectionSaid, cells: Cells): Cell {
  const from = cells.source(source)
  return {
    said: '',
    raw: [wording ?? null, wordingLanguage ?? null, from],
    notes: [...cells.quote(wording, wordingLanguage), ...(from ? [{ text: from }] : [])],
  }
}

const claims = (cells: Cells, id: string): List<ClaimSaid> => ({
  id,
  columns: [
    cells.column('On', 1.6),
    cells.column('About', 2.2),
    cells.column('Statement', 3.4, ['Statement', 'Wording', 'WordingLanguage']),
    cells.column('Source', 2),
    cells.column('Grade', 1.8, ['Grade', 'Standing']),
  ],
  row: (claim) => [
    cells.day(claim.on),
    cells.about(claim),
    {
      said: claim.statement,
      raw: [claim.statement, claim.wording, claim.wordingLanguage],
      notes: cells.quote(claim.wording, claim.wordingLanguage),
    },
    cells.text(cells.source(claim.source)),
    grade(claim, cells),
  ],
})

function grade({ grade, standing }: ClaimSaid, cells: Cells): Cell {
  const word = cells.tongue.code('claimStanding', standing)
  return { said: grade, raw: [grade, word], notes: [{ text: word }, { text: cells.gradeWords(grade) }] }
}

function disputes(cells: Cells): List<WeeklyContent['disputes'][number]> {
  const raw = (title: string) => [title, 'Source', 'Grade', 'On']
  const side = (claim: ClaimSaid): Cell => ({
    said: claim.statement,
    raw: [claim.statement, cells.source(claim.source), claim.grade, { day: claim.on }],
    notes: [
      ...cells.quote(claim.wording, claim.wordingLanguage),
      { text: `${cells.source(claim.source)}, ${cells.tongue.day(claim.on)}` },
      { text: `${claim.grade}: ${cells.gradeWords(claim.grade)}` },
    ],
  })
  return {
    id: 'disputes',
    columns: [
      cells.column('About', 2),
      cells.column('Claim', 3.4, raw('Claim')),
      cells.column('DisputedBy', 3.4, raw('DisputedBy')),
    ],
    row: (dispute) => [cells.about(dispute), side(dispute.disputes), side(dispute)],
  }
}

/** Explains the scale where something is graded. */
function graded(found: Section, claims: readonly ClaimSaid[], { tongue }: Cells): Section {
  if (claims.length === 0) return found
  const used = (room: string, codes: string[]) =>
    [...new Set(codes)]
      .sort()
      .map((code) => `${code} ${tongue.code(room, code)}`)
      .join(', ')
  const text = tongue.word('grades', {
    reliabilities: used(
      'reliability',
      claims.map(({ grade }) => grade[0]!),
    ),
    credibilities: used(
      'credibility',
      claims.map(({ grade }) => grade.slice(1)),
    ),
  })
  return { ...found, sentences: [...found.sentences, { text }] }
}

const doubtful = (found: Section, { tongue }: Cells): Section =>
  found.tables.length === 0
    ? found
    : { ...found, doubtful: true, sentences: [{ text: tongue.word('rumoursWarning') }, ...found.sentences] }

function attention(cells: Cells): List<AttentionSaid> {
  const { tongue } = cells
  return {
    id: 'attention',
    columns: [cells.dealColumn(2.6), cells.column('Why', 5, ['Why', 'Since', 'Tasks', 'Missing'])],
    read: (items) => byDeal(items, cells),
    row: ({ deal, code, since, tasks, facts }) => {
      const said = tongue.code('attention', code)
      return [
        cells.deal(deal),
        { said, raw: [said, since && { day: since }, tasks, factsSaid(facts, cells)] },
      ]
    },
  }
}

/** The reasons of one deal as one row; the deals with the most reasons first, for paper may not hold them all. */
function byDeal(items: readonly AttentionSaid[], cells: Cells): Row[] {
  const found = new Map<string, AttentionSaid[]>()
  for (const one of items) {
    const reasons = found.get(one.deal)
    if (reasons) reasons.push(one)
    else found.set(one.deal, [one])
  }
  return [...found]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([deal, reasons]): Row => () => [
      cells.deal(deal),
      { said: '', raw: [], notes: reasons.map((one) => reason(one, cells)) },
    ])
}

const reason = (one: AttentionSaid, cells: Cells): Note => ({
  text: [cells.tongue.code('attention', one.code), why(one, cells)].join(' – '),
})

const factsSaid = (facts: AttentionSaid['facts'], { tongue }: Cells): string =>
  facts.map((fact) => tongue.code('fact', fact)).join('; ')

function why({ code, since, tasks, facts }: AttentionSaid, cells: Cells): string {
  const { tongue } = cells
  const day = since === null ? '' : tongue.day(since)
  switch (code) {
    case 'NO_CONTACT':
      return since === null ? tongue.word('neverMet') : tongue.word('lastMet', { day })
    case 'DECISION_OVERDUE':
      return tongue.word('decisionDue', { day })
    case 'TASKS_OVERDUE':
      return tongue.word('tasksDue', { count: tasks, written: tongue.number(tasks), day })
    case 'FACTS_MISSING':
      return factsSaid(facts, cells)
  }
}
