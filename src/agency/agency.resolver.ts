import { Resolver } from '@nestjs/graphql'
import { FindMany, FindOne } from '../read/roots.js'
import { Agency } from './agency.entity.js'

@Resolver()
export class AgencyResolver {
  @FindOne(() => Agency, 'The agency with this code.', {
    code: { graphql: () => String, description: 'For example `awex`.', on: '{t}.code = {code}', sql: 'text' },
  })
  agency() {}

  @FindMany(() => Agency, 'All agencies.')
  agencies() {}
}
