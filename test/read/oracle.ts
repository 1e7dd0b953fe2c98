/** The expected answers in plain code over plain rows: slow, simple, and independent of the service. */
import { conditionsOver, daysSince } from './conditions.js'
import { fold } from './values.js'
import type { DealRow, Json, ProspectRow, UserRow, ReadFixture } from './fixture.js'

const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET']

/** Returns the access of a viewer to a deal. */
export function accessOf(deal: DealRow, viewer: UserRow): 'FULL' | 'MASKED' | 'NONE' {
  if (deal.confidentiality === 'OPEN' || deal.needToKnow.includes(viewer.email)) return 'FULL'
  const inTeam = deal.team.some(({ agency, until }) => agency === viewer.agency && until === null)
  const reaches = levels.indexOf(viewer.clearance) >= levels.indexOf(deal.confidentiality)
  const wide = ['HEAD', 'ANALYST', 'CABINET'].includes(viewer.role) && reaches
  switch (deal.confidentiality) {
    case 'INTERNAL':
      return inTeam && reaches ? 'FULL' : 'MASKED'
    case 'RESTRICTED':
      return inTeam ? (reaches ? 'FULL' : 'MASKED') : wide ? 'MASKED' : 'NONE'
    default:
      return inTeam && reaches ? 'MASKED' : 'NONE'
  }
}

/** Whether the officer of a deal counts as a fact: an OFFICER or HEAD of a team agency who sees the deal in full. */
function hasOfficer({ users }: ReadFixture, deal: DealRow): boolean {
  const officer = users.find(({ email }) => email === deal.officer)
  return (
    officer !== undefined &&
    ['OFFICER', 'HEAD'].includes(officer.role) &&
    deal.team.some(({ agency, until }) => agency === officer.agency && until === null) &&
    accessOf(deal, officer) === 'FULL'
  )
}

function seesProspect({ deals }: ReadFixture, prospect: ProspectRow, viewer: UserRow): boolean {
  const its = deals.filter((deal) => deal.prospect === prospect.id)
  if (its.length > 0) return its.some((deal) => accessOf(deal, viewer) === 'FULL')
  return prospect.confidentiality === 'OPEN' || prospect.enteredBy === viewer.agency
}

export interface VisibleRows {
  deals: Json[]
  prospects: Json[]
}

/** Returns every row as this viewer sees it, as objects that refer to each other. */
export function visibleRowsOf(world: ReadFixture, viewer: UserRow, stages: Json[]): VisibleRows {
  const agency = (code: string) => world.agencies.find((row) => row.code === code)!
  const user = (email: string) => world.users.find((row) => row.email === email)!
  const visibleProspects = world.prospects.filter((row) => seesProspect(world, row, viewer))
  const visibleIds = new Set(visibleProspects.map(({ id }) => id))
  const prospects = visibleProspects.map((row): Json => ({
    ...row,
    seen: visibleIds,
    stakes: world.stakes,
    revenue: row.revenue && { amount: row.revenue, currency: 'EUR' },
    enteredBy: agency(row.enteredBy),
    deals: [],
  }))
  const deals = world.deals.flatMap((row) => {
    const access = accessOf(row, viewer)
    if (access === 'NONE') return []
    const full = access === 'FULL'
    const prospect = full ? (prospects.find(({ id }) => id === row.prospect) ?? null) : null
    const deal: Json = {
      ...row,
      // as the facts of the deal see it
      row: { ...row, officer: hasOfficer(world, row) ? row.officer : null },
      masked: !full,
      title: full ? row.title : row.codeName,
      description: full ? row.description : null,
      prospect,
      officer: full && row.officer ? user(row.officer) : null,
      capex: row.capexLow && {
        low: row.capexLow,
        high: row.capexHigh,
        currency: row.currency,
        openEnded: row.capexHigh === null,
      },
      expectedDecision: row.decision,
      leadAgency: agency(row.lead),
      stage: stages.find(({ code }) => code === row.stage),
      stageSince: row.openedOn,
      daysInStage: daysSince(row.openedOn),
      meetings: full ? row.meetings : [],
      team: full ? row.team.map((member) => ({ ...member, agency: agency(member.agency) })) : [],
    }
    deal.transitions = [
      {
        id: row.transition.id,
        deal,
        ordinal: 1,
        from: null,
        to: deal.stage,
        effectiveOn: row.openedOn,
        recordedAt: row.transition.recordedAt,
        by: full ? user(row.transition.by) : null,
        override: false,
        reason: full ? row.transition.reason : null,
      },
    ]
    deal.jobProjections = row.projections.map((projection) => ({
      ...projection,
      deal,
      openEnded: projection.high === null,
      by: full ? user(projection.by) : null,
      wording: full ? projection.wording : null,
      source: full ? { kind: 'PRESS', name: projection.source } : null,
    }))
    ;(prospect?.deals as Json[] | undefined)?.push(deal)
    return [deal]
  })
  return { deals, prospects }
}

/** The form of each field: a kind of value, a part (`=Type`), one row (`>Type`), rows (`*Type`) or texts (`[text]`). */
export const fields: Record<string, Record<string, string>> = {
  Deal: {
    id: 'id',
    reference: 'word',
    codeName: 'text',
    masked: 'boolean',
    title: 'text',
    description: 'text',
    prospect: '>Prospect',
    sector: 'word',
    activity: 'code',
    capex: '=MoneyRange',
    expectedDecision: '=PartialDate',
    nextReview: 'day',
    confidentiality: 'code',
    leadAgency: '>Agency',
    officer: '>User',
    openedOn: 'day',
    stageSince: 'day',
    daysInStage: 'int',
    stage: '>DealStage',
    updatedAt: 'instant',
    team: '*TeamMember',
    transitions: '*Transition',
    jobProjections: '*JobProjection',
    meetings: '*Meeting',
  },
  Meeting: { id: 'id', when: '=PartialDate', status: 'code', updatedAt: 'instant' },
  Prospect: {
    id: 'id',
    name: 'text',
    aliases: '[text]',
    city: 'text',
    country: 'word',
    headcount: 'int',
    headcountAsOf: 'day',
    revenue: '=Money',
    confidentiality: 'code',
    enteredBy: '>Agency',
    updatedAt: 'instant',
    deals: '*Deal',
  },
  Agency: { id: 'id', code: 'word' },
  User: { id: 'id', email: 'word', role: 'code', clearance: 'code' },
  DealStage: { code: 'code', position: 'int', probability: 'int', outcome: 'code', label: 'text' },
  MoneyRange: { low: 'decimal', high: 'decimal', currency: 'word', openEnded: 'boolean' },
  Money: { amount: 'decimal', currency: 'word' },
  PartialDate: { from: 'day', to: 'day', precision: 'code' },
  TeamMember: { agency: '>Agency', role: 'code', from: 'day', until: 'day' },
  Transition: {
    id: 'id',
    deal: '>Deal',
    ordinal: 'int',
    from: '>DealStage',
    to: '>DealStage',
    effectiveOn: 'day',
    recordedAt: 'instant',
    by: '>User',
    override: 'boolean',
    reason: 'text',
  },
  JobProjection: {
    id: 'id',
    deal: '>Deal',
    kind: 'code',
    horizon: 'code',
    low: 'int',
    high: 'int',
    openEnded: 'boolean',
    standing: 'code',
    statedOn: 'day',
    recordedAt: 'instant',
    by: '>User',
    wording: 'text',
    source: '=Source',
  },
  Source: { kind: 'code', name: 'text' },
}

/** Compares two values of a kind. The order of texts is the one of the database. */
export type Compare = (kind: string, a: unknown, b: unknown) => number

export const createCompare =
  (rank: (text: string) => number): Compare =>
  (kind, a, b) => {
    const number = (value: unknown): number => {
      if (kind === 'text') return rank(fold(String(value)))
      if (kind === 'word' || kind === 'code') return rank(String(value))
      return Number(value)
    }
    if (kind === 'decimal') return Number(BigInt(cents(a)) - BigInt(cents(b)))
    if (kind === 'id' || kind === 'day' || kind === 'instant')
      return String(a) < String(b) ? -1 : Number(String(a) > String(b))
    return number(a) - number(b)
  }

const cents = (amount: unknown): string => Number(amount).toFixed(2).replace('.', '')

type Where = Record<string, unknown>

export function fulfils(type: string, row: Json | null, where: Where, compare: Compare): boolean {
  const holds = (argument: Where) => fulfils(type, row, argument, compare)
  const conditions = conditionsOver((type, row, where) => fulfils(type, row, where, compare))[type]
  return Object.entries(where).every(([key, argument]) => {
    if (key === 'and') return (argument as Where[]).every(holds)
    if (key === 'or') return (argument as Where[]).some(holds)
    if (key === 'not') return !holds(argument as Where)
    const condition = conditions?.[key]
    if (condition) return row !== null && condition(row, argument as never)
    const is = type === 'Fact' ? 'code' : fields[type]![key]!
    const value = row?.[key] ?? null
    const inner = is.replace(/\W/g, '')
    if (/^[>=]/.test(is)) {
      const { isNull, ...below } = argument as Where
      if (isNull !== undefined && (value === null) !== isNull) return false
      if (Object.keys(below).length === 0) return true
      if (is.startsWith('>') && value === null) return false
      return fulfils(inner, value as Json | null, below, compare)
    }
    if (is.startsWith('*'))
      return holdsQuantified(value as Json[], argument as Where, (item, w) =>
        fulfils(inner, item, w, compare),
      )
    if (is.startsWith('['))
      return holdsQuantified(value as string[], argument as Where, (item, w) =>
        holdsFor(inner, item, w, compare),
      )
    return holdsFor(is, value, argument as Where, compare)
  })
}

function holdsQuantified<T>(items: T[], argument: Where, holds: (item: T, where: Where) => boolean): boolean {
  return Object.entries(argument).every(([quantifier, where]) => {
    const one = (item: T) => holds(item, where as Where)
    if (quantifier === 'some') return items.some(one)
    return quantifier === 'every' ? items.every(one) : !items.some(one)
  })
}

/** Returns whether a value fulfils a filter. Null fulfils only `ne`, `notIn` and `isNull`. */
function holdsFor(kind: string, value: unknown, filter: Where, compare: Compare): boolean {
  return Object.entries(filter).every(([operator, argument]) => {
    if (operator === 'isNull') return (value === null) === argument
    if (value === null) return operator === 'ne' || operator === 'notIn'
    const order = () => compare(kind, value, argument)
    const oneOf = () => (argument as unknown[]).some((item) => compare(kind, value, item) === 0)
    const text = (t: unknown) => (kind === 'text' ? fold(String(t)) : String(t))
    const operators: Record<string, () => boolean> = {
      eq: () => order() === 0,
      ne: () => order() !== 0,
      gt: () => order() > 0,
      gte: () => order() >= 0,
      lt: () => order() < 0,
      lte: () => order() <= 0,
      in: oneOf,
      notIn: () => !oneOf(),
      contains: () => text(value).includes(text(argument)),
      startsWith: () => text(value).startsWith(text(argument)),
    }
    return operators[operator]!()
  })
}

/** Sorts nulls last in both directions, and ties by id in the direction of the last key; without keys newest first. */
export function sortRows(type: string, rows: Json[], orderBy: Json[], compare: Compare): Json[] {
  const keys = orderBy.flatMap((entry) => keysOf(type, entry))
  const last = keys.at(-1)?.direction ?? 'DESC'
  keys.push({ kind: 'id', direction: last, of: (row) => row.id })
  return [...rows].sort((a, b) => {
    for (const { kind, direction, of } of keys) {
      const [x, y] = [of(a) ?? null, of(b) ?? null]
      if (x === null && y === null) continue
      if (x === null || y === null) return x === null ? 1 : -1
      const order = compare(kind, x, y)
      if (order !== 0) return direction === 'ASC' ? order : -order
    }
    return 0
  })
}

interface Key {
  kind: string
  direction: string
  of: (row: Json) => unknown
}

/** Returns the sort keys of an entry. Amounts are sorted within their currency. */
function keysOf(type: string, entry: Json): Key[] {
  const [name, argument] = Object.entries(entry)[0]!
  const is = fields[type]![name]!
  if (typeof argument === 'string') {
    const key = { kind: is, direction: argument, of: (row: Json) => row[name] }
    const money = is === 'decimal' && fields[type]!.currency
    return money ? [...keysOf(type, { currency: 'ASC' }), key] : [key]
  }
  return keysOf(is.slice(1), argument as Json).map((inner) => ({
    ...inner,
    of: (row) => (row[name] ? inner.of(row[name] as Json) : null),
  }))
}
