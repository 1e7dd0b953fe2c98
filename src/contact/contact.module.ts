import { Module } from '@nestjs/common'
import { ContactResolver } from './contact.resolver.js'
import { ContactService } from './contact.service.js'
import { ErasureRecordResolver } from './erasure-record.resolver.js'

@Module({ providers: [ContactService, ContactResolver, ErasureRecordResolver] })
export class ContactModule {}
