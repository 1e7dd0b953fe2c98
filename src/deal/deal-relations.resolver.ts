import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Deal } from './deal.entity.js'
import { JobProjection } from './job-projection/job-projection.entity.js'
import { ProjectJobsInput } from './job-projection/job-projection.input.js'
import { JobProjectionService } from './job-projection/job-projection.service.js'
import { Location } from './location/location.entity.js'
import { AddLocationInput, UpdateLocationInput } from './location/location.input.js'
import { LocationService } from './location/location.service.js'
import {
  HandOverDealInput,
  JoinDealInput,
  LeaveDealInput,
  AddToNeedToKnowInput,
  LetKnowInput,
  RemoveFromNeedToKnowInput,
} from './team/team.input.js'
import { TeamService } from './team/team.service.js'

/** What is said of a deal, where it could go, and who works on it. */
@Resolver()
export class DealRelationsResolver {
  constructor(
    private readonly teams: TeamService,
    private readonly projections: JobProjectionService,
    private readonly places: LocationService,
  ) {}

  @FindMany(() => JobProjection, 'What was stated about the jobs of deals, corrected statements included.')
  jobProjections() {}

  @WriteMutation(() => JobProjection, 'deal:write', 'Records a statement about the jobs of a deal.')
  projectJobs(@CurrentScope() scope: Scope, @Args('input') input: ProjectJobsInput) {
    return this.projections.project(scope, input)
  }

  @WriteMutation(() => Location, 'deal:write', 'Adds a place that competes for a deal.')
  addLocation(@CurrentScope() scope: Scope, @Args('input') input: AddLocationInput) {
    return this.places.add(scope, input)
  }

  @WriteMutation(() => Location, 'deal:write', 'Says how far a place has come.')
  updateLocation(@CurrentScope() scope: Scope, @Args('input') input: UpdateLocationInput) {
    return this.places.update(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Takes an agency into the team of a deal, or gives it another part.',
  )
  joinDeal(@CurrentScope() scope: Scope, @Args('input') input: JoinDealInput) {
    return this.teams.join(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Lets an agency leave the team of a deal. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  leaveDeal(@CurrentScope() scope: Scope, @Args('input') input: LeaveDealInput) {
    return this.teams.leave(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Passes the lead of a deal to another agency. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  handOverDeal(@CurrentScope() scope: Scope, @Args('input') input: HandOverDealInput) {
    return this.teams.handOver(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Adds a user to the need-to-know list of a deal. Null if you may not see the deal afterwards.',
    { nullable: true },
  )
  addToNeedToKnow(@CurrentScope() scope: Scope, @Args('input') input: AddToNeedToKnowInput) {
    return this.teams.setNeedToKnow(scope, input, true)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Removes a user from the need-to-know list of a deal. Null if you may not see the deal afterwards.',
    { nullable: true },
  )
  removeFromNeedToKnow(@CurrentScope() scope: Scope, @Args('input') input: RemoveFromNeedToKnowInput) {
    return this.teams.setNeedToKnow(scope, input, false)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Adds a user to the need-to-know list of a deal, or removes the user. Null if you may not see the deal afterwards.',
    { nullable: true, deprecated: 'Use addToNeedToKnow or removeFromNeedToKnow.' },
  )
  letKnow(@CurrentScope() scope: Scope, @Args('input') input: LetKnowInput) {
    return this.teams.setNeedToKnow(scope, input, input.known !== false)
  }
}
