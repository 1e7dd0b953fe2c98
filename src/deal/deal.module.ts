import { Module } from '@nestjs/common'
import { AroundDealResolver } from './around-deal.resolver.js'
import { CorrectMoveService } from './correct-move.service.js'
import { CorrectTeamService } from './correct-team.service.js'
import { CorrectionResolver } from './correction.resolver.js'
import { DealResolver } from './deal.resolver.js'
import { DealService } from './deal.service.js'
import { JobProjectionService } from './job-projection.service.js'
import { LocationService } from './location.service.js'
import { MissingResolver } from './missing.js'
import { MoveService } from './move.service.js'
import { StageService } from './stage.service.js'
import { TeamService } from './team.service.js'

@Module({
  providers: [
    DealService,
    MoveService,
    StageService,
    TeamService,
    JobProjectionService,
    LocationService,
    CorrectMoveService,
    CorrectTeamService,
    DealResolver,
    AroundDealResolver,
    CorrectionResolver,
    MissingResolver,
  ],
})
export class DealModule {}
