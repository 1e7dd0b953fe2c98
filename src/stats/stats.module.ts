import { Module } from '@nestjs/common'
import { DealStatsResolver } from './deal/deal-stats.resolver.js'
import { ForecastChangeResolver } from './forecast/forecast-change.resolver.js'
import './as-known.js'
import { StatsResolver } from './stats.resolver.js'

@Module({ providers: [DealStatsResolver, ForecastChangeResolver, StatsResolver] })
export class StatsModule {}
