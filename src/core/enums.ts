/** The enums that several folders share. */
import { registerCodes } from './codes.js'
import { languages } from './locale.js'
import { precisions } from './time/partial-date.js'
import { confidentialities, roles, userKinds } from './scope.js'

export const LanguageCode = registerCodes('Language', languages, 'A language of the service.')
export const PrecisionCode = registerCodes(
  'Precision',
  precisions,
  'How exactly a day is known; a third of a month is its days 1 to 10, 11 to 20, and 21 to its end. BEFORE: only the last possible day is known.',
)
export const RoleCode = registerCodes('Role', roles, 'The role of a user: what they may do.')
export const ConfidentialityCode = registerCodes(
  'Confidentiality',
  confidentialities,
  'Confidentiality level, from visible to every signed-in user to visible to named users only.',
)
export const UserKindCode = registerCodes(
  'UserKind',
  userKinds,
  'PERSON: signs in; MACHINE: has API keys and SQL logins only, which a HEAD of its agency makes.',
)
