import { Module } from '@nestjs/common'
import { DealRelationsResolver } from './deal-relations.resolver.js'
import { CorrectMoveService } from './transition/correct-move.service.js'
import { CorrectTeamService } from './team/correct-team.service.js'
import { CorrectionResolver } from './correction/correction.resolver.js'
import { DealResolver } from './deal.resolver.js'
import { DealService } from './deal.service.js'
import { JobProjectionService } from './job-projection/job-projection.service.js'
import { LocationService } from './location/location.service.js'
import { MissingFactsResolver } from './stage/missing-facts.js'
import { MoveService } from './transition/move.service.js'
import './read-log/deal-read.entity.js'
import './read-log/noted-types.js'
import { SqlLoginReads } from './read-log/sql-login-reads.js'
import { StageService } from './stage/stage.service.js'
import { FollowResolver } from './follow/follow.resolver.js'
import { FollowService } from './follow/follow.service.js'
import { PresenceResolver } from './presence/presence.resolver.js'
import { PresenceService } from './presence/presence.service.js'
import { HandoverResolver } from './team/handover.resolver.js'
import { HandoverService } from './team/handover.service.js'
import { TeamService } from './team/team.service.js'
import './transition/transition-as-of.js'
import './location/location-as-of.js'
import './job-projection/job-projection-as-of.js'

@Module({
  providers: [
    DealService,
    MoveService,
    StageService,
    TeamService,
    HandoverService,
    HandoverResolver,
    JobProjectionService,
    LocationService,
    CorrectMoveService,
    CorrectTeamService,
    DealResolver,
    DealRelationsResolver,
    CorrectionResolver,
    MissingFactsResolver,
    SqlLoginReads,
    FollowService,
    FollowResolver,
    PresenceService,
    PresenceResolver,
  ],
})
export class DealModule {}
