/** The filter `asKnown` of the rows that statistics count, in the `where` of their cells. */
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { addAsKnown } from '../pipeline/deal-as-of.js'

const rowsThen = ' A filter on a value without history is rejected.'

addAsKnown(
  Meeting,
  `The meeting as of a past day, if it had taken place or was to take place by then, as known at an instant.${rowsThen}`,
)
addAsKnown(
  Agreement,
  `The agreement as of a past day, with the standing that it had then, as known at an instant.${rowsThen}`,
)
addAsKnown(
  Claim,
  `The claim as of a past day, with the grade that counted then, as known at an instant.${rowsThen}`,
)
addAsKnown(Transition, `The move, if it had happened by a past day, as known at an instant.${rowsThen}`)
addAsKnown(
  JobProjection,
  `The statement, if it had been made by a past day, as known at an instant.${rowsThen}`,
)
