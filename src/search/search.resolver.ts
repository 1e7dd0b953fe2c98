import { Int, Resolver } from '@nestjs/graphql'
import { Report } from '../read/roots.js'
import { defaultHitCount, hitRows, SearchHit } from './search-hit.js'

@Resolver()
export class SearchResolver {
  @Report(
    () => SearchHit,
    'Prospects, contacts, deals, meetings, agreements and claims that contain all these words, best first. Only texts that you may read are searched. Accents, case, legal forms (SA, NV, GmbH, …), the order of the words and a typo in a word of a name do not matter. A word of four letters or more also matches as a prefix, the last one from two letters, and as a word of the same stem. Labels match in four languages: `partenariat` and `partnership` find agreements of that kind, `Chine` and `China` companies of that country.',
    [
      {
        name: 'text',
        graphql: () => String,
        description: 'One to ten words or numbers, 200 characters at most.',
      },
      {
        name: 'first',
        graphql: () => Int,
        description: 'Number of hits, at most 100.',
        nullable: true,
        defaultValue: defaultHitCount,
      },
    ],
    hitRows,
    { order: '{t}.place' },
  )
  search() {}
}
