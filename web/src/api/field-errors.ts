import type { CombinedError } from '@urql/core'
import { withoutApiNames } from './without-api-names.js'

interface FieldError {
  path: string
  message: string
}

/** Returns the message of each refused field, by the first part of its path below `input`. */
export function fieldErrorsOf(error: CombinedError | undefined): Record<string, string | undefined> {
  const fields = (error?.graphQLErrors ?? []).flatMap(
    ({ extensions }) => (extensions.fields as FieldError[] | undefined) ?? [],
  )
  return Object.fromEntries(
    fields.map(({ path, message }) => [
      path.replace(/^input\./, '').split('.')[0] ?? path,
      withoutApiNames(message),
    ]),
  )
}
