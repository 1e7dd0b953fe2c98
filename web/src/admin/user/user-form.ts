/** The fields of the form of a user, as texts. */
import type {
  Confidentiality,
  Language,
  Role,
  UpdateUserInput,
  UserFactsFragment,
} from '../../api/generated/types.js'
import type { TextKey } from '../../text/translate.js'

export const userLabels = {
  name: 'web.account.name',
  email: 'web.account.email',
  language: 'web.admin.language',
  agency: 'web.account.agency',
  role: 'web.account.role',
  clearance: 'web.account.clearance',
} as const satisfies Record<string, TextKey>

export type UserField = keyof typeof userLabels
export type UserValues = Record<UserField, string>

export const toUserForm = (user: UserFactsFragment): UserValues => ({
  name: user.name,
  email: user.email,
  language: user.language,
  agency: user.agency.code,
  role: user.role,
  clearance: user.clearance,
})

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function userChanges(base: UserValues, values: UserValues): Omit<UpdateUserInput, 'id' | 'version'> {
  const isChanged = (field: UserField) => values[field] !== base[field]
  return {
    ...(isChanged('name') && { name: values.name.trim() }),
    ...(isChanged('email') && { email: values.email.trim() }),
    ...(isChanged('language') && { language: values.language as Language }),
    ...(isChanged('agency') && { agency: values.agency }),
    ...(isChanged('role') && { role: values.role as Role }),
    ...(isChanged('clearance') && { clearance: values.clearance as Confidentiality }),
  }
}
