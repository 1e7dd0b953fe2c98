import { Module } from '@nestjs/common'
import { ProspectResolver } from './prospect.resolver.js'
import { ProspectService } from './prospect.service.js'
import { StakeService } from './stake.service.js'

@Module({ providers: [ProspectService, StakeService, ProspectResolver] })
export class ProspectModule {}
