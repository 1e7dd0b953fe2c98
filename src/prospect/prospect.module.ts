import { Module } from '@nestjs/common'
import { ProspectResolver } from './prospect.resolver.js'
import { ProspectService } from './prospect.service.js'

@Module({ providers: [ProspectService, ProspectResolver] })
export class ProspectModule {}
