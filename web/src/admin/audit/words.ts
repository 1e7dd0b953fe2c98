/** Turns what the audit trail stores into words: types, verbs, fields, values. */
import type { Format } from '../../text/format.js'
import { fieldText, lowerFirst, textOf, typeText } from '../../text/row-words.js'
import type { Translate } from '../../text/translate.js'
import { deviceOf } from '../../account/device.js'

/**
 * Returns what was done, such as "created". A verb with words of its own has them; otherwise the first word of the
 * mutation says it, since the type is named beside it.
 */
export function verbText(verb: string, t: Translate): string {
  const first = /^[a-z]+/.exec(verb)?.[0] ?? verb
  return textOf(t, `web.admin.verb.${verb}`) ?? textOf(t, `web.admin.verb.${first}`) ?? verb
}

/** Returns the key of a row without an id in words: only stages have one. */
export const keyText = (type: string, key: string, t: Translate): string =>
  (type === 'DealStage' ? textOf(t, `stage.${key}`) : undefined) ?? key

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The sections with the texts of codes, by the field that has them. A code is in one of them. */
const codes: Record<string, string[]> = {
  role: ['web.role'],
  clearance: ['confidentiality'],
  confidentiality: ['confidentiality'],
  activity: ['activity'],
  origin: ['dealOrigin'],
  type: ['dealType'],
  method: ['web.account.methods'],
  requires: ['fact'],
  kind: ['web.admin.agencyKind', 'web.admin.userKind', 'web.site.kinds', 'agreementKind', 'jobKind'],
  standing: ['jobStanding', 'claimStanding', 'web.locationStanding', 'web.agreementStanding'],
  status: ['meetingStatus'],
  availability: ['web.site.availabilities'],
  horizon: ['jobHorizon'],
  stage: ['stage'],
  from: ['stage'],
  to: ['stage'],
}

export interface Naming {
  t: Translate
  format: Format
  /** The names of rows, by their ids. */
  names: ReadonlyMap<string, string>
}

/** Returns a stored value in words; null if nothing is stated. */
export function valueText(path: string, value: unknown, naming: Naming): string | null {
  const field = path.slice(path.lastIndexOf('.') + 1)
  const { t, format, names } = naming
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return t(value ? 'web.contact.yes' : 'web.contact.no')
  if (typeof value === 'number') return format.number(value)
  if (Array.isArray(value)) {
    const texts = value.map((item) => valueText(field, item, naming)).filter((text) => text !== null)
    return texts.length > 0 ? format.list(texts) : null
  }
  if (typeof value === 'object') return objectText(value, naming)
  if (typeof value !== 'string') return null
  if (field === 'operation') return typeText(value.replace(/s$/, ''), t)
  if (isId(value)) return names.get(value) ?? t('web.admin.otherRow')
  if (day.test(value)) return format.day(value)
  if (instant.test(value)) return format.instant(value)
  if (field === 'userAgent') return deviceOf(value)
  if (field === 'language') return languageText(value, format)
  const texts = (codes[field] ?? []).map((section) => textOf(t, `${section}.${value}`))
  return texts.find((text) => text !== undefined) ?? value
}

/** Returns "from 1 May 2018, to 31 May 2018". */
function objectText(value: object, naming: Naming): string | null {
  const parts = Object.entries(value).flatMap(([field, inner]) => {
    const text = valueText(field, inner, naming)
    return text === null ? [] : [`${lowerFirst(fieldText(field, naming.t))} ${text}`]
  })
  return parts.length > 0 ? parts.join(', ') : null
}

const languageText = (code: string, { tag }: Format): string =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(code.toLowerCase()) ?? code

export interface ChangedField {
  field: string
  before: unknown
  after: unknown
}

/** Fields that change with each edit, or that only the service reads. */
const hidden = new Set(['version', 'updatedAt', 'createdAt', 'id', 'recordedAt', 'export'])

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the fields that differ between the two texts of an entry; parts of a field are `field.part`. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const old = isObject(before) ? before : {}
  const current = isObject(after) ? after : {}
  // An edit states in `after` what it changed; only a removal has nothing there.
  return Object.keys(isObject(after) ? current : old)
    .filter((field) => !hidden.has(field))
    .flatMap((field) => partsOf(field, old[field] ?? null, current[field] ?? null))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

const partsOf = (field: string, before: unknown, after: unknown): ChangedField[] =>
  isObject(before) && isObject(after)
    ? Object.keys(after).map((part) => ({
        ...{ field: `${field}.${part}`, before: before[part] ?? null, after: after[part] ?? null },
      }))
    : [{ field, before, after }]

/** Returns the ids in the values of an entry, whose rows are then named. */
export function idsIn(value: unknown): string[] {
  if (isId(value)) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(idsIn)
}
