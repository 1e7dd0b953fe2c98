import { Table, Text } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

@Table('site', 'Land or a building on offer.')
export class Site extends Versioned {
  @Text(200, 'Name.')
  name: string
}
