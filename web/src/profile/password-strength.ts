/** Loaded when a new password is typed: the lists of common passwords are large. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 64 })

/**
 * Returns from 0 (guessed at once) to 4. The service uses the same estimate with more words, those of four languages,
 * and refuses less than 3 (`src/user/session/password-strength.ts`).
 */
export const strengthOf = (password: string, wordsOfUser: readonly string[]): number =>
  estimator.check(password, [
    ...wordsOfUser.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]),
    'ancrage',
  ]).score
