import { Module } from '@nestjs/common'
import { ClaimResolver } from './claim.resolver.js'
import { ClaimService } from './claim.service.js'
import './claim-as-of.js'

@Module({ providers: [ClaimService, ClaimResolver] })
export class ClaimModule {}
