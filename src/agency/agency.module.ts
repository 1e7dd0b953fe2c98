import { Module } from '@nestjs/common'
import { AgencyResolver } from './agency.resolver.js'

@Module({ providers: [AgencyResolver] })
export class AgencyModule {}
