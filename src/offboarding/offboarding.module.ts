import { Module } from '@nestjs/common'
import { OffboardingResolver } from './offboarding.resolver.js'
import { OffboardingService } from './offboarding.service.js'

@Module({ providers: [OffboardingService, OffboardingResolver] })
export class OffboardingModule {}
