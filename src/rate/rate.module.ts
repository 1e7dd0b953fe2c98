import { Module } from '@nestjs/common'
import { RateResolver } from './rate.resolver.js'

@Module({ providers: [RateResolver] })
export class RateModule {}
