import { Module } from '@nestjs/common'
import { ContactResolver } from './contact.resolver.js'
import { ContactService } from './contact.service.js'
import { EmploymentResolver } from './employment/employment.resolver.js'
import { EmploymentService } from './employment/employment.service.js'
import { ErasureResolver } from './erasure/erasure.resolver.js'
import { ErasureService } from './erasure/erasure.service.js'
import { ErasureRecordResolver } from './erasure-record.resolver.js'

@Module({
  providers: [
    ContactService,
    ContactResolver,
    EmploymentService,
    EmploymentResolver,
    ErasureService,
    ErasureResolver,
    ErasureRecordResolver,
  ],
})
export class ContactModule {}
