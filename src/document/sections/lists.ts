/** The lists of a weekly summary: a section with a table for each, and one sentence for all empty ones. */
import type {
  AgreementDto,
  ClaimDto,
  MeetingDto,
  MovementDto,
  ProjectionDto,
  WeeklyContent,
  WithdrawnDto,
} from '../../weekly/content.js'
import type { Cell, Note, Section, TableRow } from '../model/document-model.js'
import type { Formatter } from '../../weekly/text/formatter.js'
import { describeAttention } from './attention-list.js'
import type { CellFactory } from './cell-factory.js'
import type { ListTable } from './list-table.js'

/** Lists whose title is too long for the tab of a sheet in one of the languages. */
const longTitles = new Set(['agreementsAnnounced', 'meetingsComing', 'withdrawn', 'disputes', 'attention'])

/** Returns the text of an item of a list, as the cells of its row and the notes below them. */
export function describeItem(list: ItemList, item: object, cells: CellFactory): string {
  const table = itemTables[list](cells) as ListTable<object>
  return table
    .makeCells(item)
    .flatMap(({ text, notes = [] }) => [text, ...notes.map((note) => note.text)])
    .filter((text) => text !== '')
    .map((text) => text.replaceAll('\n', '; '))
    .join(' · ')
}

const itemTables = {
  movements: describeMovements,
  handovers: describeHandovers,
  meetingsHeld: (cells: CellFactory) => describeMeetings(cells, 'meetingsHeld'),
  meetingsComing: (cells: CellFactory) => describeMeetings(cells, 'meetingsComing'),
  agreementsSigned: (cells: CellFactory) => describeAgreements(cells, 'agreementsSigned'),
  agreementsAnnounced: (cells: CellFactory) => describeAgreements(cells, 'agreementsAnnounced'),
  projections: describeProjections,
  facts: (cells: CellFactory) => describeClaims(cells, 'facts'),
  rumours: (cells: CellFactory) => describeClaims(cells, 'rumours'),
  denied: (cells: CellFactory) => describeClaims(cells, 'denied'),
  disputes: describeDisputes,
  withdrawn: describeWithdrawn,
}
export type ItemList = keyof typeof itemTables

function buildSection<Item>(
  { id, columns, makeCells, printRows }: ListTable<Item>,
  items: readonly Item[],
  { formatter }: CellFactory,
): Section {
  const title = formatter.translate(id)
  const rows = items.map(
    (item): TableRow =>
      () =>
        makeCells(item),
  )
  const print = printRows && { printRows: () => printRows(items) }
  const sheet = longTitles.has(id) && { sheetName: formatter.translate(`sheet.${id}`) }
  return { id, title, sentences: [], tables: [{ id, caption: title, columns, rows, ...sheet, ...print }] }
}

export function buildLists(content: WeeklyContent, cells: CellFactory): Section[] {
  const { movements, handovers, meetingsHeld, meetingsComing, agreementsSigned, projections } = content
  const { agreementsAnnounced, facts, rumours, denied, disputes, attention, withdrawn } = content
  const lists = [
    buildSection(describeMovements(cells), movements, cells),
    buildSection(describeAgreements(cells, 'agreementsSigned'), agreementsSigned, cells),
    buildSection(describeAgreements(cells, 'agreementsAnnounced'), agreementsAnnounced, cells),
    buildSection(describeProjections(cells), projections, cells),
    buildSection(describeMeetings(cells, 'meetingsHeld'), meetingsHeld, cells),
    buildSection(describeMeetings(cells, 'meetingsComing'), meetingsComing, cells),
    buildSection(describeHandovers(cells), handovers, cells),
    buildClaims('facts', facts, cells),
    buildSection(describeDisputes(cells), disputes, cells),
    buildClaims('denied', denied, cells),
    warnOfRumours(buildClaims('rumours', rumours, cells), cells),
    buildSection(describeWithdrawn(cells), withdrawn, cells),
    buildSection(describeAttention(cells), attention, cells),
  ]
  return [...lists, ...nameEmptyLists(lists, content, cells)]
}

/**
 * Withdrawals are news only when there are any. For a reader who sees deals masked, "none" is "none that you may see".
 */
function nameEmptyLists(
  lists: readonly Section[],
  { deals }: WeeklyContent,
  { formatter }: CellFactory,
): Section[] {
  const empty = lists.filter(
    ({ id, tables }) => id !== 'withdrawn' && tables.every(({ rows }) => rows.length === 0),
  )
  if (empty.length === 0) return []
  const isPartial = Object.values(deals).some(({ masked }) => masked)
  const names = empty.map(({ title }) => formatter.lowercaseHeading(title)).join(formatter.semicolon)
  const text = formatter.translate(isPartial ? 'nothingVisible' : 'nothing', { lists: names })
  return [{ id: 'nothing', title: formatter.translate('nothingTitle'), sentences: [{ text }], tables: [] }]
}

function describeMovements(cells: CellFactory): ListTable<MovementDto> {
  const { formatter } = cells
  return {
    id: 'movements',
    columns: [
      cells.makeColumn('On', 1.6),
      cells.makeDealColumn(),
      cells.makeColumn('Move', 2, ['Move', 'From', 'To', 'Override', 'Late']),
      cells.makeColumn('By', 1.8),
      cells.makeColumn('Reason', 2.6),
    ],
    makeCells: ({ on, deal, direction, from, to, by, reason, override, recordedLate }) => {
      const fromLabel = from && formatter.translateCode('stage', from)
      const toLabel = formatter.translateCode('stage', to)
      const move = formatter.translateCode('direction', direction)
      const notes = [
        { text: fromLabel ? formatter.translate('moved', { from: fromLabel, to: toLabel }) : toLabel },
        ...(override ? [{ text: formatter.translate('override') }] : []),
        ...(recordedLate ? [{ text: formatter.translate('recordedLate') }] : []),
      ]
      const rawValues = [move, fromLabel, toLabel, override, recordedLate]
      return [
        cells.makeDay(on),
        cells.makeDeal(deal),
        { text: move, rawValues, notes, isHighlighted: override },
        cells.makeText(by ?? ''),
        cells.makeText(reason ?? ''),
      ]
    },
  }
}

function describeHandovers(cells: CellFactory): ListTable<WeeklyContent['handovers'][number]> {
  return {
    id: 'handovers',
    columns: [
      cells.makeColumn('On', 1.6),
      cells.makeDealColumn(),
      cells.makeColumn('From', 2),
      cells.makeColumn('To', 2),
      cells.makeColumn('Reason', 2.6),
    ],
    makeCells: ({ on, deal, from, to, reason }) => [
      cells.makeDay(on),
      cells.makeDeal(deal),
      cells.makeText(from),
      cells.makeText(to),
      cells.makeText(reason),
    ],
  }
}

function describeMeetings(cells: CellFactory, id: string): ListTable<MeetingDto> {
  return {
    id,
    columns: [
      cells.makeColumn('When', 1.8, ['When', 'WhenFrom', 'WhenTo']),
      cells.makeColumn('Meeting', 3, ['Meeting', 'Place', 'Host', 'Topics']),
      cells.makeColumn('Participants', 2.4),
      cells.makeColumn('Deal', 2),
    ],
    makeCells: (meeting) => [
      makeMeetingTime(meeting, cells),
      {
        text: meeting.title,
        rawValues: [meeting.title, meeting.place, meeting.host, meeting.topics.join('; ')],
        notes: [
          ...(meeting.place ? [{ text: meeting.place }] : []),
          ...(meeting.host ? [{ text: cells.formatter.translate('host', { name: meeting.host }) }] : []),
          ...(meeting.topics.length > 0 ? [{ text: cells.formatter.formatList(meeting.topics) }] : []),
        ],
      },
      { text: meeting.participants.join('\n'), rawValues: [meeting.participants.join('; ')] },
      cells.makeDealList(meeting.deals),
    ],
  }
}

function makeMeetingTime(
  { from, to, precision, startsAt, endsAt }: MeetingDto,
  { formatter }: CellFactory,
): Cell {
  const text = startsAt
    ? formatter.formatHours(startsAt, endsAt)
    : formatter.formatPartialDate({ from, to, precision })
  return { text, rawValues: [text, { day: from }, { day: to }] }
}

function describeAgreements(cells: CellFactory, id: string): ListTable<AgreementDto> {
  return {
    id,
    columns: [
      cells.makeColumn('On', 1.6, ['On', 'WhenFrom', 'WhenTo']),
      cells.makeColumn('Agreement', 3, ['Agreement', 'Kind', 'Place']),
      cells.makeColumn('Parties', 2.4),
      cells.makeColumn('Amount', 1.6, ['Amount', 'Currency'], true),
      cells.makeColumn('Deal', 2),
    ],
    makeCells: ({ on, when, title, kind, place, parties, amount, currency, deals }) => {
      const kindLabel = cells.formatter.translateCode('agreementKind', kind)
      const hasAmount = amount !== null && currency !== null
      return [
        makePartialDay({ on, when }, cells),
        {
          text: title,
          rawValues: [title, kindLabel, place],
          notes: [kindLabel, place ?? ''].filter(Boolean).map((text) => ({ text })),
        },
        { text: parties.join('\n'), rawValues: [parties.join('; ')] },
        {
          text: hasAmount ? cells.formatter.formatMoney(amount, currency) : '',
          rawValues: hasAmount ? [Number(amount), currency] : [null, null],
        },
        cells.makeDealList(deals),
      ]
    },
  }
}

function describeProjections(cells: CellFactory): ListTable<ProjectionDto> {
  const jobColumns = ['Low', 'High', 'OpenEnded', 'Kind', 'Horizon', 'TargetYear', 'Replaces', 'Replaced']
  return {
    id: 'projections',
    columns: [
      cells.makeColumn('On', 1.6, ['On', 'WhenFrom', 'WhenTo']),
      cells.makeDealColumn(2.3),
      cells.makeColumn('Jobs', 2.4, jobColumns),
      cells.makeColumn('Stated', 2.4, ['Wording', 'WordingLanguage', 'Source']),
      cells.makeColumn('Standing', 1.4),
    ],
    makeCells: (projection) => [
      makePartialDay(projection, cells),
      cells.makeDeal(projection.deal),
      makeJobs(projection, cells),
      makeStatement(projection, cells),
      cells.makeText(cells.formatter.translateCode('jobStanding', projection.standing)),
    ],
  }
}

function makePartialDay({ on, when }: Pick<ProjectionDto, 'on' | 'when'>, cells: CellFactory): Cell {
  if (!when) return { ...cells.makeDay(on), rawValues: [{ day: on }, { day: on }, { day: on }] }
  const rawValues = [{ day: on }, { day: when.from }, { day: when.to }]
  return { text: cells.formatter.formatPartialDate(when), rawValues }
}

const formatDate = ({ on, when }: Pick<ProjectionDto, 'on' | 'when'>, formatter: Formatter): string =>
  when ? formatter.formatPartialDate(when) : formatter.formatDay(on)

function makeJobs(
  { low, high, kind, horizon, targetYear, replaces, replaced }: ProjectionDto,
  { formatter }: CellFactory,
): Cell {
  const kindLabel = formatter.translateCode('jobKind', kind)
  const horizonLabel = formatter.translateCode('jobHorizon', horizon)
  const year = targetYear === null ? [] : [formatter.translate('targetYear', { year: targetYear })]
  const replacement =
    replaces &&
    formatter.translate('replaces', {
      range: formatter.formatRange(replaces),
      day: formatDate(replaces, formatter),
    })
  const notes: Note[] = [
    { text: [kindLabel, horizonLabel, ...year].join(', ') },
    ...(replacement ? [{ text: replacement }] : []),
    ...(replaced ? [{ text: formatter.translate('replaced') }] : []),
  ]
  const rawValues = [low, high, high === null, kindLabel, horizonLabel, targetYear, replacement, replaced]
  return { text: formatter.formatRange({ low, high }), rawValues, notes }
}

function makeStatement({ wording, wordingLanguage, source }: ProjectionDto, cells: CellFactory): Cell {
  const sourceText = cells.formatSource(source)
  return {
    text: '',
    rawValues: [wording ?? null, wordingLanguage ?? null, sourceText],
    notes: [...cells.makeQuotation(wording, wordingLanguage), ...(sourceText ? [{ text: sourceText }] : [])],
  }
}

/** Builds a list of claims, with an explanation of their grades. */
function buildClaims(id: string, claims: readonly ClaimDto[], cells: CellFactory): Section {
  const section = buildSection(describeClaims(cells, id), claims, cells)
  if (claims.length === 0) return section
  const { formatter } = cells
  const listUsed = (group: string, codes: string[]) =>
    [...new Set(codes)]
      .sort()
      .map((code) => `${code} ${formatter.translateCode(group, code)}`)
      .join(', ')
  const grades = claims.map(({ grade }) => grade)
  const text = formatter.translate('grades', {
    reliabilities: listUsed(
      'reliability',
      grades.map((grade) => grade[0]!),
    ),
    credibilities: listUsed(
      'credibility',
      grades.map((grade) => grade.slice(1)),
    ),
  })
  return { ...section, sentences: [...section.sentences, { text }] }
}

const describeClaims = (cells: CellFactory, id: string): ListTable<ClaimDto> => ({
  id,
  columns: [
    cells.makeColumn('On', 1.6, ['On', 'WhenFrom', 'WhenTo']),
    cells.makeColumn('About', 2.2),
    cells.makeColumn('Statement', 3.4, ['Statement', 'Wording', 'WordingLanguage']),
    cells.makeColumn('Source', 2),
    cells.makeColumn('Grade', 1.8, ['Grade', 'Standing']),
  ],
  makeCells: (claim) => [
    makePartialDay(claim, cells),
    cells.makeSubject(claim),
    {
      text: claim.statement,
      rawValues: [claim.statement, claim.wording, claim.wordingLanguage],
      notes: cells.makeQuotation(claim.wording, claim.wordingLanguage),
    },
    cells.makeText(cells.formatSource(claim.source)),
    makeGrade(claim, cells),
  ],
})

function makeGrade({ grade, standing }: ClaimDto, cells: CellFactory): Cell {
  const standingLabel = cells.formatter.translateCode('claimStanding', standing)
  return {
    text: grade,
    rawValues: [grade, standingLabel],
    notes: [{ text: standingLabel }, { text: cells.describeGrade(grade) }],
  }
}

const warnOfRumours = (section: Section, { formatter }: CellFactory): Section =>
  section.tables.every(({ rows }) => rows.length === 0)
    ? section
    : {
        ...section,
        isUnconfirmed: true,
        sentences: [{ text: formatter.translate('rumoursWarning') }, ...section.sentences],
      }

function describeDisputes(cells: CellFactory): ListTable<WeeklyContent['disputes'][number]> {
  const rawKeys = (title: string) => [title, 'Source', 'Grade', 'On', 'WhenFrom', 'WhenTo']
  const makeSide = (claim: ClaimDto): Cell => ({
    text: claim.statement,
    rawValues: [
      ...[claim.statement, cells.formatSource(claim.source), claim.grade],
      ...makePartialDay(claim, cells).rawValues,
    ],
    notes: [
      ...cells.makeQuotation(claim.wording, claim.wordingLanguage),
      { text: `${cells.formatSource(claim.source)}, ${formatDate(claim, cells.formatter)}` },
      { text: `${claim.grade}: ${cells.describeGrade(claim.grade)}` },
    ],
  })
  return {
    id: 'disputes',
    columns: [
      cells.makeColumn('About', 2),
      cells.makeColumn('Claim', 3.4, rawKeys('Claim')),
      cells.makeColumn('DisputedBy', 3.4, rawKeys('DisputedBy')),
    ],
    makeCells: (dispute) => [cells.makeSubject(dispute), makeSide(dispute.disputes), makeSide(dispute)],
  }
}

function describeWithdrawn(cells: CellFactory): ListTable<WithdrawnDto> {
  const { formatter } = cells
  const describeJobs = ({ low, high, standing, on, when }: NonNullable<WithdrawnDto['jobs']>): string =>
    [
      `${formatter.formatRange({ low, high })} (${formatter.translateCode('jobStanding', standing)})`,
      formatDate({ on, when }, formatter),
    ].join(', ')
  return {
    id: 'withdrawn',
    columns: [
      cells.makeColumn('On', 1.6),
      cells.makeColumn('Withdrawn', 3, ['Withdrawn', 'Kind']),
      cells.makeColumn('Deal', 2),
      cells.makeColumn('Reason', 2.6),
    ],
    makeCells: ({ what, deal, on, jobs, text, reason }) => {
      const kind = formatter.translateCode('withdrawnKind', what)
      const statement = jobs ? describeJobs(jobs) : text
      return [
        cells.makeDay(on),
        { text: statement ?? kind, rawValues: [statement, kind], notes: statement ? [{ text: kind }] : [] },
        cells.makeDealList(deal === null ? [] : [deal]),
        cells.makeText(reason ?? ''),
      ]
    },
  }
}
