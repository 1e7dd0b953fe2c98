import { Module } from '@nestjs/common'
import { WeeklyResolver } from './weekly.resolver.js'

@Module({ providers: [WeeklyResolver] })
export class WeeklyModule {}
