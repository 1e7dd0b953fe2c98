import { Module } from '@nestjs/common'
import { DealStatsResolver } from './deal/deal-stats.resolver.js'
import { StatsResolver } from './stats.resolver.js'

@Module({ providers: [DealStatsResolver, StatsResolver] })
export class StatsModule {}
