/** Why a reader sees a deal masked, from what they may know alone. */
import { maskedReason, type MaskedReason } from '../../web/src/deal/masked-reason.js'

const own = 'awex'
const other = 'liege-airport'

it.each<
  ['OPEN' | 'INTERNAL' | 'RESTRICTED' | 'SECRET', 'INTERNAL' | 'RESTRICTED' | 'SECRET', string, MaskedReason]
>([
  // clearance of the reader, confidentiality of the deal, lead agency
  ['OPEN', 'INTERNAL', own, 'clearance'],
  ['OPEN', 'INTERNAL', other, 'teamOrClearance'],
  ['INTERNAL', 'INTERNAL', other, 'team'],
  ['SECRET', 'INTERNAL', other, 'team'],
  ['OPEN', 'RESTRICTED', own, 'clearance'],
  ['OPEN', 'RESTRICTED', other, 'clearance'],
  ['INTERNAL', 'RESTRICTED', other, 'clearance'],
  ['RESTRICTED', 'RESTRICTED', other, 'team'],
  ['SECRET', 'RESTRICTED', other, 'team'],
  ['SECRET', 'SECRET', own, 'list'],
  ['SECRET', 'SECRET', other, 'list'],
])('of clearance %s, a deal that is %s and led by %s: %s', (clearance, confidentiality, lead, reason) => {
  const reader = { clearance, agency: { code: own } }
  expect(maskedReason(reader, { confidentiality, leadAgency: { code: lead } })).toBe(reason)
})
