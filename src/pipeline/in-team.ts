import { Deal } from '../deal/deal.entity.js'
import { idInQuery, addFilter } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

addFilter(Deal, 'inTeam', {
  description:
    'The agency was in the team of the deal on a day, as known at an instant, in any role. On its last day it is no longer in the team.',
  args: {
    agency: {
      graphql: () => String,
      description: 'Code of the agency; an unknown code is rejected.',
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
