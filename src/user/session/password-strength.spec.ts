import { isStrong } from './password-strength.js'

const words = ['Head of Awex', 'head@awex.example', 'Liège Airport', 'Jeanne Dupont', 'jeanne.dupont@awex.be']

describe('a password', () => {
  it.each([
    '123456789012',
    'aaaaaaaaaaaa',
    'Password1234!',
    'qwertyuiop123',
    'motdepasse123',
    'wachtwoord1234',
    'geheimnis1234',
    'head@awex.example',
    'Liège Airport 1',
    'ancrage-demo',
    'abc'.repeat(100),
    'awex2026awex',
    'jeanne.dupont2026',
    'JeanneDupont1',
    'Dupont2026!!',
    'Motdepasse2026!',
    'Azertyuiop123!',
    'Ancrage-2026-1',
    'Wallonie2026!',
    'liege-airport-1',
    '2026Wachtwoord',
    '!!!!!!!!!!!!',
  ])('is weak: %s', (password) => {
    expect(isStrong(password, words)).toBe(false)
  })

  it.each([
    'correct horse battery',
    'another long one',
    'Zwaluw kiest natte dakpan',
    'vq8#Lm2!xTe9',
    '8394293847291837',
    'jeanne likes 7 dancing owls',
  ])('is strong: %s', (password) => {
    expect(isStrong(password, words)).toBe(true)
  })
})
