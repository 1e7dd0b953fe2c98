import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as german } from '@zxcvbn-ts/language-de'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { dictionary as french } from '@zxcvbn-ts/language-fr'
import { dictionary as dutch } from '@zxcvbn-ts/language-nl-be'

/** From 0 to 4. 3: guessing it takes at least 10^8 attempts, so that it withstands guessing online. */
const leastScore = 3

/** Characters that are examined; the time grows with the square of their number. */
const maxLength = 64

const dictionaryOf = (language: string, words: object) =>
  Object.fromEntries(Object.entries(words).map(([name, list]) => [`${name} ${language}`, list as string[]]))

let estimator: ZxcvbnFactory | undefined

/** Reads the word lists on first use: passwords are rarely set. */
const getEstimator = () =>
  (estimator ??= new ZxcvbnFactory({
    dictionary: {
      ...common,
      ...dictionaryOf('en', english),
      ...dictionaryOf('fr', french),
      ...dictionaryOf('de', german),
      ...dictionaryOf('nl', dutch),
    },
    graphs: adjacencyGraphs,
    maxLength,
  }))

/**
 * Returns whether a password is hard to guess: not a common one, not made of few words, dates or keys in a row, nor of
 * the words of its user, such as their name, address and agency. What these, a year, and digits or signs around the
 * letters add does not count.
 */
export function isStrong(password: string, wordsOfUser: readonly string[]): boolean {
  const words = [...wordsOfUser, 'ancrage'].flatMap(partsOf)
  return [password, withoutPredictable(password, words)].every(
    (text) => getEstimator().check(text, words).score >= leastScore,
  )
}

/** Leaves out what an attacker tries first around another word. A password without letters stays as it is. */
function withoutPredictable(password: string, words: readonly string[]): string {
  if (!/\p{L}/u.test(password)) return password
  const longestFirst = words.map(fold).sort((a, b) => b.length - a.length)
  return longestFirst
    .reduce((text, word) => text.replaceAll(word, ''), fold(password))
    .replace(/(?:19|20)\d\d/g, '')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** Without case and accents. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const partsOf = (text: string): string[] => [
  text,
  ...text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2),
]
