import { Module } from '@nestjs/common'
import { ContactResolver } from './contact.resolver.js'
import { ContactService } from './contact.service.js'
import { KeptResolver } from './erasure-record.resolver.js'

@Module({ providers: [ContactService, ContactResolver, KeptResolver] })
export class ContactModule {}
