import { base, de, en, Faker, fr, nl } from '@faker-js/faker'
import type { Language } from '../../src/core/locale.js'
import type { Random } from './random.js'

const locales = { FR: [fr, en, base], NL: [nl, en, base], DE: [de, en, base], EN: [en, base] }

/** Countries of companies and their weights, by the language of the names. */
const countries: Record<Language, Record<string, number>> = {
  FR: { FR: 6, BE: 5, LU: 1, CH: 1 },
  NL: { NL: 5, BE: 3 },
  DE: { DE: 7, AT: 1, CH: 1 },
  EN: { US: 6, GB: 3, IE: 1, CN: 3, JP: 2, IN: 2, KR: 1 },
}

/** Generated names of companies, people and places in each language. */
export class Names {
  private readonly fakers: Record<Language, Faker>

  constructor(private readonly random: Random) {
    const faker = (locale: Language) => new Faker({ locale: locales[locale], randomizer: random.randomizer })
    this.fakers = { FR: faker('FR'), NL: faker('NL'), DE: faker('DE'), EN: faker('EN') }
  }

  language(): Language {
    return this.random.weighted({ FR: 35, NL: 20, DE: 20, EN: 25 })
  }

  company(language: Language) {
    const faker = this.fakers[language]
    const name = faker.company.name()
    return { name, country: this.random.weighted(countries[language]), city: faker.location.city() }
  }

  person(language: Language): { name: string; mailbox: string } {
    const { person } = this.fakers[language]
    const [first, last] = [person.firstName(), person.lastName()]
    return { name: `${first} ${last}`, mailbox: slug(`${first} ${last}`, '.') }
  }

  city(language: Language): string {
    return this.fakers[language].location.city()
  }

  jobTitle(): string {
    return this.fakers.EN.person.jobTitle()
  }

  codeName(): string {
    const { word } = this.fakers.EN
    const [first, second] = [word.adjective(), word.noun()]
    return `${capital(first)} ${capital(second)}`
  }

  sentence(): string {
    return this.fakers.EN.company.catchPhrase() + '.'
  }

  newspaper(language: Language): string {
    const city = this.city(language)
    return {
      FR: `Le Courrier de ${city}`,
      NL: `De ${city} Post`,
      DE: `${city} Tageblatt`,
      EN: `${city} Gazette`,
    }[language]
  }
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

/** Returns the text in lower-case ASCII letters and digits, with `between` between the words. */
export const slug = (text: string, between = '-'): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(between)
