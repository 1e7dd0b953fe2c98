import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { Ask, Write } from '../write/mutation.js'
import { Deal } from './deal.entity.js'
import { JobProjection } from './job-projection/job-projection.entity.js'
import { ProjectJobsInput } from './job-projection/job-projection.input.js'
import { JobProjectionService } from './job-projection/job-projection.service.js'
import { Location } from './location/location.entity.js'
import { AddLocationInput, UpdateLocationInput } from './location/location.input.js'
import { LocationService } from './location/location.service.js'
import { HandOverDealInput, JoinDealInput, LeaveDealInput, LetKnowInput } from './team/team.input.js'
import { TeamService } from './team/team.service.js'

/** What is said of a deal, where it could go, and who works on it. */
@Resolver()
export class AroundDealResolver {
  constructor(
    private readonly teams: TeamService,
    private readonly projections: JobProjectionService,
    private readonly places: LocationService,
  ) {}

  @FindMany(() => JobProjection, 'What was stated about the jobs of deals, corrected statements included.')
  jobProjections() {}

  @Write(() => JobProjection, 'deal:write', 'Records a statement about the jobs of a deal.')
  projectJobs(@Ask() scope: Scope, @Args('input') input: ProjectJobsInput) {
    return this.projections.project(scope, input)
  }

  @Write(() => Location, 'deal:write', 'Adds a place that competes for a deal.')
  addLocation(@Ask() scope: Scope, @Args('input') input: AddLocationInput) {
    return this.places.add(scope, input)
  }

  @Write(() => Location, 'deal:write', 'Says how far a place has come.')
  updateLocation(@Ask() scope: Scope, @Args('input') input: UpdateLocationInput) {
    return this.places.update(scope, input)
  }

  @Write(() => Deal, 'deal:write', 'Takes an agency into the team of a deal, or gives it another part.')
  joinDeal(@Ask() scope: Scope, @Args('input') input: JoinDealInput) {
    return this.teams.join(scope, input)
  }

  @Write(
    () => Deal,
    'deal:write',
    'Lets an agency leave the team of a deal. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  leaveDeal(@Ask() scope: Scope, @Args('input') input: LeaveDealInput) {
    return this.teams.leave(scope, input)
  }

  @Write(
    () => Deal,
    'deal:decide',
    'Passes the lead of a deal to another agency. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  handOverDeal(@Ask() scope: Scope, @Args('input') input: HandOverDealInput) {
    return this.teams.handOver(scope, input)
  }

  @Write(
    () => Deal,
    'deal:decide',
    'Names a user who may know of a deal, or takes the name off. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  letKnow(@Ask() scope: Scope, @Args('input') input: LetKnowInput) {
    return this.teams.letKnow(scope, input)
  }
}
