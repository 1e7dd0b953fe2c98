import { Module } from '@nestjs/common'
import { DealStatsResolver } from './deal-stats.resolver.js'

@Module({ providers: [DealStatsResolver] })
export class StatsModule {}
