import type { TextKey } from '../text/translate.js'

/** The mutations with a text of their own; all others are changes. */
const verbs = [
  'openDeal',
  'updateDeal',
  'moveDeal',
  'correctMove',
  'recordEarlierMove',
  'verifyLanding',
  'projectJobs',
  'joinDeal',
  'leaveDeal',
  'handOverDeal',
  'acceptHandover',
  'addToNeedToKnow',
  'removeFromNeedToKnow',
  'addLocation',
  'updateLocation',
  'planMeeting',
  'recordMeeting',
  'updateMeeting',
  'cancelMeeting',
  'recordAgreement',
  'updateAgreement',
  'recordClaim',
  'gradeClaim',
  'addTask',
  'updateTask',
  'completeTask',
] as const
type Verb = (typeof verbs)[number]

const isVerb = (verb: string): verb is Verb => (verbs as readonly string[]).includes(verb)

/** Returns the key of the text of a mutation. */
export const verbKeyOf = (verb: string): TextKey => (isVerb(verb) ? `web.verb.${verb}` : 'web.verb.other')
