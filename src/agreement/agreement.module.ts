import { Module } from '@nestjs/common'
import { AgreementResolver } from './agreement.resolver.js'
import { AgreementService } from './agreement.service.js'
import './agreement-as-of.js'

@Module({ providers: [AgreementService, AgreementResolver] })
export class AgreementModule {}
