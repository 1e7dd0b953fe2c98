import { declarePast } from '../../read/filter/past.js'
import { Location } from './location.entity.js'

/** A location with the standing that it had then. */
declarePast(Location, {
  source: 'locations_as_of({day}, {knownAt})',
  filters: {
    ...{ id: true, deal: true, site: true, town: true, country: true },
    ...{ standing: true, since: true, sinceWhen: true },
  },
})
