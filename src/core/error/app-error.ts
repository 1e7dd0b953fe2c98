import type { FieldCode, ProblemCode, ProblemKey } from './error-codes.js'
import { catalogue, type fieldNeeds, type Needed, type problemNeeds } from './error-codes.js'
import type { Language, Params } from '../locale.js'
import { translate } from '../locale.js'

/** One field that cannot be accepted: `path` as in `input.names[2]`, empty when nobody can say where. */
export interface FieldFault {
  path: string
  code: FieldCode
  params?: Params
}

/** A required fact that is not there; its words are `fact.<code>` in `locales/`. */
export interface MissingFact {
  code: string
}

export interface Details {
  fields?: readonly FieldFault[]
  missing?: readonly MissingFact[]
  /** Further stable facts for the client, put into `extensions` as they are: `{ currentVersion: 4 }`. */
  extra?: Readonly<Record<string, unknown>>
}

/** What the client is told. */
export interface Explanation {
  message: string
  extensions: { code: ProblemCode } & Record<string, unknown>
}

/** Something that the person who asks can put right, or must know. Its `message` is the English sentence. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly fields: Details['fields']
  readonly missing: Details['missing']
  readonly extra: Details['extra']

  constructor(
    readonly key: ProblemKey,
    readonly params: Params,
    { fields, missing, extra }: Details,
  ) {
    super(sentence('EN', { key, params, fields, missing }))
    this.code = catalogue[key]
    this.fields = fields
    this.missing = missing
    this.extra = extra
  }
}

type FieldParams<C> = C extends keyof typeof fieldNeeds
  ? [params: Needed<typeof fieldNeeds, C>]
  : [params?: Params]
type ProblemParams<K> = K extends keyof typeof problemNeeds
  ? [params: Needed<typeof problemNeeds, K>, details?: Details]
  : [params?: Params, details?: Details]

/** The problem under this key of the catalogue, to be thrown. */
export const problem = <K extends ProblemKey>(
  key: K,
  ...[params = {}, details = {}]: ProblemParams<K>
): Problem => new Problem(key, params, details)

/** The problem of input that has these faults; there is at least one. */
export const badFields = (fields: readonly FieldFault[]): Problem =>
  problem('badInput', { count: fields.length }, { fields })

/** The problem of input with one faulty field. */
export const badField = <C extends FieldCode>(path: string, code: C, ...[params]: FieldParams<C>): Problem =>
  badFields([{ path, code, params }])

/** Says the problem in the language of the person who asked. */
export function explain(said: Problem, language: Language): Explanation {
  const { code, fields, missing, extra } = said
  return {
    message: sentence(language, said),
    extensions: {
      ...extra,
      code,
      ...(fields && { fields: fields.map((fault) => fieldIn(language, fault)) }),
      ...(missing && { missing: missing.map((fact) => factIn(language, fact)) }),
    },
  }
}

type Said = Pick<Problem, 'key' | 'params' | 'fields' | 'missing'>

/** A sentence of the catalogue; `{{list}}` in it stands for the faulty fields or the missing facts. */
function sentence(language: Language, { key, params, fields = [], missing = [] }: Said): string {
  const faults = fields.map((fault) => fieldIn(language, fault)).map(withPath)
  const facts = missing.map((fact) => factIn(language, fact).message)
  return translate(language, `problem.${key}`, {
    ...params,
    ...wordsFor(params, language),
    list: [...faults, facts.join('; ')].join(' ').trim(),
  })
}

/** Parameters that are codes, each with the part of `locales/` where its words stand. */
const coded = { what: 'word', stage: 'stage', from: 'stage', to: 'stage' } as const

const wordsFor = (params: Params, language: Language) =>
  Object.fromEntries(
    Object.entries(coded)
      .filter(([name]) => name in params)
      .map(([name, part]) => [name, translate(language, `${part}.${params[name]}`)]),
  )

const fieldIn = (language: Language, { path, code, params }: FieldFault) => ({
  path,
  code,
  message: translate(language, `field.${code}`, params),
})

const factIn = (language: Language, { code }: MissingFact) => ({
  code,
  message: translate(language, `fact.${code}`),
})

const withPath = ({ path, message }: { path: string; message: string }) =>
  path === '' ? message : `${path}: ${message}`
