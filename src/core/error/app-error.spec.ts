import type { ErrorKey } from './error-codes.js'
import { errorCatalogue, fieldCodes, fieldErrorParams, errorCodes, errorParams } from './error-codes.js'
import { languages, translate, type Language } from '../locale.js'
import { badField, badFields, formatError, AppError, appError } from './app-error.js'

/** A value for every placeholder of the catalogue. */
const params = {
  count: 2,
  definitions: 20,
  roles: 'HEAD',
  what: 'deal',
  stage: 'COMMITTED',
  currentVersion: 4,
  cost: 9,
  limit: 5,
  mostExpensive: 'a.b (4)',
  max: 100,
  min: 1,
  value: 'x',
  low: '2',
  high: '1',
  today: '2018-05-31',
  precision: 'DAY',
  from: 'QUALIFIED',
  to: 'COMMITTED',
  givenFrom: 'c',
  givenTo: 'd',
  form: 'e',
  detail: 'f',
  allowed: 'g',
  earliest: 'h',
  latest: 'h',
  current: 'h',
  formats: 'j',
  day: 'i',
  on: 'j',
  mutation: 'k',
  methods: 'l',
  cells: 12_000,
  currency: 'USD',
  decimals: 2,
  instead: 'h',
  storedRate: '1.2',
  rate: '1.3',
  line: 2,
  missing: 'deals:read',
}

/** Returns the placeholders of a sentence, except `count` and `list`, which every error has. */
const placeholdersOf = (language: Language, key: string): string[] => {
  const sentences = [
    translate(language, key),
    translate(language, key, { count: 1 }),
    translate(language, key, { count: 2 }),
  ]
  const names = sentences.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))
  return [...new Set(names)].filter((name) => name !== 'list' && name !== 'count').sort()
}
const requiredParams = (params: Readonly<Record<string, readonly string[]>>, key: string): string[] =>
  [...(params[key] ?? [])].sort()

describe('AppError', () => {
  it('is an error with a stable code and an English sentence', () => {
    const error = appError('badCredentials')
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(AppError)
    expect([error.name, error.code]).toEqual(['AppError', 'UNAUTHENTICATED'])
    expect(error.message).toBe('The e-mail address or the password is wrong. Check both and try again.')
  })

  it('has at least one sentence for every code', () => {
    expect(new Set(Object.values(errorCatalogue))).toEqual(new Set(errorCodes))
  })

  it.each(languages)('fills every placeholder in %s', (language) => {
    const fields = fieldCodes.map((code) => ({ path: '', code, params }))
    for (const key of Object.keys(errorCatalogue) as ErrorKey[]) {
      const { message } = formatError(
        appError(key, params, { fields, missing: [{ code: 'capex' }] }),
        language,
      )
      expect(message).not.toMatch(/\{\{|\$t\(|\b(problem|field|fact|stage|word)\.\w/)
    }
  })

  it.each(languages)('requires exactly the parameters of its sentence in %s', (language) => {
    for (const key of Object.keys(errorCatalogue))
      expect([key, placeholdersOf(language, `problem.${key}`)]).toEqual([
        key,
        requiredParams(errorParams, key),
      ])
    for (const code of fieldCodes)
      expect([code, placeholdersOf(language, `field.${code}`)]).toEqual([
        code,
        requiredParams(fieldErrorParams, code),
      ])
  })

  it('names the missing entity in the language of the user', () => {
    const error = appError('notFound', { what: 'meeting' })
    expect(formatError(error, 'FR').message).toMatch(/^Introuvable\u00A0: réunion\. /)
    expect(formatError(error, 'NL').message).toMatch(/^Niet gevonden: vergadering\. /)
    expect(formatError(error, 'DE').message).toMatch(/^Nicht gefunden: Treffen\. /)
    expect(formatError(error, 'EN').message).toMatch(/^Not found: meeting\. /)
  })

  it('names the missing facts of a refused stage by code and in words', () => {
    const missing = [{ code: 'capex' }, { code: 'signedAgreement' }]
    expect(formatError(appError('stageRefused', { stage: 'COMMITTED' }, { missing }), 'EN')).toEqual({
      message:
        'The deal cannot move to the stage “Committed” yet. Add what is missing: ' +
        'the capex range, or the statement that it is unknown; ' +
        'a signed agreement: a memorandum of understanding or a binding contract.',
      extensions: {
        code: 'STAGE_REFUSED',
        missing: [
          { code: 'capex', message: 'the capex range, or the statement that it is unknown' },
          {
            code: 'signedAgreement',
            message: 'a signed agreement: a memorandum of understanding or a binding contract',
          },
        ],
      },
    })
  })

  it('names each faulty field and its correction', () => {
    const error = badFields([
      { path: 'input.title', code: 'BLANK' },
      { path: 'input.capex.low', code: 'NEGATIVE', params: { value: '-1' } },
    ])
    expect(formatError(error, 'FR')).toEqual({
      message:
        'Veuillez corriger ces 2 champs et renvoyer le tout\u00A0: ' +
        'input.title: Écrivez quelque chose ici\u00A0; des espaces seuls ne suffisent pas. ' +
        'input.capex.low: Donnez zéro ou un nombre positif\u00A0; -1 est négatif.',
      extensions: {
        code: 'BAD_USER_INPUT',
        fields: [
          {
            path: 'input.title',
            code: 'BLANK',
            message: 'Écrivez quelque chose ici\u00A0; des espaces seuls ne suffisent pas.',
          },
          {
            path: 'input.capex.low',
            code: 'NEGATIVE',
            message: 'Donnez zéro ou un nombre positif\u00A0; -1 est négatif.',
          },
        ],
      },
    })
    expect(badField('', 'BLANK').message).toMatch(/^Correct this field and send everything again: Write/)
  })

  it('returns the current version with a stale one', () => {
    const stale = appError('staleVersion', { currentVersion: 4 }, { extra: { currentVersion: 4 } })
    expect(formatError(stale, 'EN').extensions).toEqual({ code: 'CONFLICT', currentVersion: 4 })
    expect(formatError(stale, 'DE').message).toContain('Version 4')
  })

  it('does not let extra facts overwrite its code', () => {
    expect(formatError(appError('internal', {}, { extra: { code: 'FINE' } }), 'EN').extensions).toEqual({
      code: 'INTERNAL',
    })
  })
})
