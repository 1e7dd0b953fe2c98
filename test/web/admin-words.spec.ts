/** The words of the history, the days on which keys expire, and the names of devices. */
import { readFileSync } from 'node:fs'
import { addMonths, expiryOf } from '../../web/src/account/expiry.js'
import { deviceOf } from '../../web/src/account/device.js'
import { auditVariables, readAuditSearch } from '../../web/src/admin/audit/audit-search.js'
import { changedFields, valueText, verbText } from '../../web/src/admin/audit/words.js'
import { fieldText, typeText } from '../../web/src/text/row-words.js'
import { createFormat } from '../../web/src/text/format.js'
import { createTranslate, type Section } from '../../web/src/text/translate.js'

const read = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), 'utf8')) as Section
const english = createTranslate('en-GB', read('en'))
const french = createTranslate('fr-BE', read('fr'))
const id = '01972c1e-0000-7000-8000-000000000001'
const naming = { t: english, format: createFormat('en-GB'), names: new Map([[id, 'Head of Awex']]) }

describe('an entry of the history', () => {
  it('names the fields that an edit states, with the old and the new value', () => {
    const before = {
      code: 'CONTACTED',
      version: 1,
      probability: 10,
      label: { FR: 'Contacté', EN: 'Contacted' },
    }
    const after = { version: 2, probability: 15, label: { FR: 'Pris contact', EN: 'Contacted' } }
    expect(changedFields(before, after)).toEqual([
      { field: 'probability', before: 10, after: 15 },
      { field: 'label.FR', before: 'Contacté', after: 'Pris contact' },
    ])
  })

  it('names all fields of a new row, and of a removed one', () => {
    expect(changedFields(null, { id, name: 'A key' })).toEqual([
      { field: 'name', before: null, after: 'A key' },
    ])
    expect(changedFields({ name: 'A key' }, null)).toEqual([{ field: 'name', before: 'A key', after: null }])
  })

  it.each([
    ['officerId', id, 'Officer: Head of Awex'],
    ['officerId', '01972c1e-0000-7000-8000-000000000002', 'Officer: (another row)'],
    ['role', 'HEAD', 'Role: Head'],
    ['clearance', 'SECRET', 'Clearance: Secret'],
    ['kind', 'MINISTER_CABINET', 'Kind: minister’s cabinet'],
    ['language', 'FR', 'Language: French'],
    ['active', false, 'Active: no'],
    ['openedOn', '2018-05-31', 'Opened on: 31 May 2018'],
    ['requires', ['sector', 'officer'], 'Requires: the sector and the officer in charge'],
    ['label.FR', 'Contacté', 'Label, French: Contacté'],
  ])('shows %s in words', (field, value, text) => {
    expect(`${fieldText(field, english)}: ${valueText(field, value, naming)}`).toBe(text)
  })

  it.each([
    ['updateUser', 'User', 'User changed', 'Utilisateur modification'],
    ['signIn', 'Session', 'Session opened', 'Session ouverture'],
    ['revokeApiKey', 'ApiKey', 'API key revoked', 'Clé d’API révocation'],
    ['refused', 'Deal', 'Deal attempt refused', 'Dossier tentative refusée'],
  ])('says %s of %s in two languages', (verb, type, inEnglish, inFrench) => {
    expect(`${typeText(type, english)} ${verbText(verb, english)}`).toBe(inEnglish)
    expect(`${typeText(type, french)} ${verbText(verb, french)}`).toBe(inFrench)
  })
})

describe('the address of the history', () => {
  it('ignores what it does not know', () => {
    expect(readAuditSearch({ topic: 'gossip', type: 'Moon', from: '31 May', by: id })).toEqual({ by: id })
  })

  it('covers whole days in Brussels', () => {
    expect(auditVariables({ from: '2018-05-31', until: '2018-05-31' }, undefined)).toEqual({
      from: '2018-05-30T22:00:00.000Z',
      until: '2018-05-31T23:59:59+02:00',
    })
  })
})

describe('a key', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-30', 12, '2027-11-30'],
    ['2024-02-29', 24, '2026-02-28'],
  ])('made on %s lives %i months, until %s', (day, months, last) => {
    expect(addMonths(day, months)).toBe(last)
  })

  it('expires with its last day in Brussels', () => {
    expect(expiryOf('2027-01-15')).toBe('2027-01-15T23:59:59+01:00')
  })
})

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox · Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'Edge · Windows',
    ],
    ['curl/8.5.0', 'curl'],
    ['', null],
    [null, null],
  ])('with the User-Agent %s is %s', (userAgent, name) => {
    expect(deviceOf(userAgent)).toBe(name)
  })
})
