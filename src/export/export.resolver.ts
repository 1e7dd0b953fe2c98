import { Resolver } from '@nestjs/graphql'
import { FindMany } from '../read/roots.js'
import { Export } from './export.entity.js'

@Resolver()
export class ExportResolver {
  @FindMany(() => Export, 'Your exports, latest first. No other user sees them.')
  exports() {}
}
