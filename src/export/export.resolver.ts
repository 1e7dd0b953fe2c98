import { Resolver } from '@nestjs/graphql'
import { FindMany } from '../read/roots.js'
import { Export } from './export.entity.js'

@Resolver()
export class ExportResolver {
  @FindMany(() => Export, 'The exports that you had made, latest first; nobody else sees them.')
  exports() {}
}
