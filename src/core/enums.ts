/** The lists that every folder shares, as GraphQL enums. */
import { registerCodes } from './codes.js'
import { languages } from './locale.js'
import { precisions } from './time/partial-date.js'
import { confidentialities, roles } from './scope.js'

export const LanguageCode = registerCodes('Language', languages, 'A language of the service.')
export const PrecisionCode = registerCodes(
  'Precision',
  precisions,
  'How exactly a day is known; a third of a month is its days 1 to 10, 11 to 20, and 21 to its end.',
)
export const RoleCode = registerCodes('Role', roles, 'What a user may do.')
export const ConfidentialityCode = registerCodes(
  'Confidentiality',
  confidentialities,
  'From what everybody signed in may know to what only the named may know.',
)
