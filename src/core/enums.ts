/** The enums that several folders share. */
import { registerCodes } from './codes.js'
import { languages } from './locale.js'
import { precisions } from './time/partial-date.js'
import { confidentialities, roles, userKinds } from './scope.js'

export const LanguageCode = registerCodes('Language', languages, 'A language of the service.', {
  FR: 'French.',
  NL: 'Dutch.',
  DE: 'German.',
  EN: 'English.',
})
export const PrecisionCode = registerCodes('Precision', precisions, 'How exactly a day is known.', {
  DAY: 'The day is known.',
  EARLY_MONTH: 'Days 1 to 10 of a month.',
  MID_MONTH: 'Days 11 to 20 of a month.',
  LATE_MONTH: 'Day 21 to the end of a month.',
  MONTH: 'Any day of a month.',
  QUARTER: 'Any day of a calendar quarter.',
  YEAR: 'Any day of a year.',
  BEFORE: 'Only the last possible day is known.',
})
export const RoleCode = registerCodes('Role', roles, 'The role of a user: what they may do.', {
  OFFICER: 'Opens deals, and changes those that the agency leads or supports.',
  HEAD: 'Besides what an OFFICER does, decides on the deals that the agency leads: confidentiality, overrides, handovers, withdrawals.',
  CABINET:
    'Reads as the clearance allows, also deals of other agencies; changes none. For the office of a minister.',
  ANALYST: 'Reads and exports as the clearance allows, also deals of other agencies; changes none.',
  ADMIN: 'Manages the users of the agency; sees deals like an OFFICER and changes none.',
  OPERATOR: 'Manages agencies, stages, probabilities and exchange rates; sees no deal.',
})
export const ConfidentialityCode = registerCodes(
  'Confidentiality',
  confidentialities,
  'Confidentiality level of a deal, from visible to every signed-in user to visible to named users only; or clearance of a user, which reaches its level and those below.',
  {
    OPEN: 'Every signed-in user sees the deal in full, except an OPERATOR.',
    INTERNAL:
      'The need-to-know list and cleared users of the agencies in the team see the deal in full; every other signed-in user except an OPERATOR sees it masked.',
    RESTRICTED:
      'The need-to-know list and cleared users of the agencies in the team see the deal in full. Other users of these agencies, and cleared HEAD, ANALYST and CABINET users of any agency, see it masked; others do not see it.',
    SECRET:
      'Only the need-to-know list sees the deal in full. Cleared users of the agencies in the team see it masked; others do not see it.',
  },
)
export const UserKindCode = registerCodes('UserKind', userKinds, 'Whether a user is a person or a program.', {
  PERSON: 'Signs in.',
  MACHINE: 'A program: has API keys and SQL logins only, which a HEAD of its agency makes.',
})
