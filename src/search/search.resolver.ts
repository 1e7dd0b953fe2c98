import { Int, Resolver } from '@nestjs/graphql'
import { Report } from '../read/roots.js'
import { defaultHitCount, hitRows, SearchHit } from './search-hit.js'

@Resolver()
export class SearchResolver {
  @Report(
    () => SearchHit,
    'What has all these words, best first, among the prospects, contacts, deals, meetings, agreements and claims that you may see, each by what you may read of it. Accents, case, legal forms (SA, NV, GmbH, …), the order of the words and a typo in a word of a name do not matter; a word may be a beginning: of four letters or more, the last one of two or more.',
    [
      {
        name: 'text',
        graphql: () => String,
        description: 'One to ten words or numbers, 200 characters at most.',
      },
      {
        name: 'first',
        graphql: () => Int,
        description: 'How many, at most 100.',
        nullable: true,
        defaultValue: defaultHitCount,
      },
    ],
    hitRows,
    { order: '{t}.place' },
  )
  search() {}
}
