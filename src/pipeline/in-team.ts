import { Deal } from '../deal/deal.entity.js'
import { idInQuery, addFilter } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

addFilter(Deal, 'inTeam', {
  description:
    'An agency was in its team on a day, as far as it was known at an instant, in whatever role. It leaves in the morning of its last day.',
  given: {
    agency: {
      graphql: () => String,
      description: 'Its code; one that is not there is refused.',
      sql: 'text',
    },
    on: { ...onDay, nullable: true, description: `${onDay.description} Left out: today in Brussels.` },
    knownAt,
  },
  sql: (_, path) =>
    idInQuery(
      `select w.deal_id from deals_of_agency((select resolve_agency({agency}, '${path}.agency')), {on}, {on}, {knownAt}) w`,
    ),
})
