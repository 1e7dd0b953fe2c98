import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Deal } from './deal.entity.js'
import { JobProjection } from './job-projection/job-projection.entity.js'
import {
  CorrectJobProjectionInput,
  ProjectJobsInput,
  WithdrawJobProjectionInput,
} from './job-projection/job-projection.input.js'
import { JobProjectionService } from './job-projection/job-projection.service.js'
import { Location } from './location/location.entity.js'
import { AddLocationInput, UpdateLocationInput, WithdrawLocationInput } from './location/location.input.js'
import { LocationService } from './location/location.service.js'
import {
  JoinDealInput,
  LeaveDealInput,
  AddToNeedToKnowInput,
  LetKnowInput,
  RemoveFromNeedToKnowInput,
} from './team/team.input.js'
import { TeamService } from './team/team.service.js'

/** Job projections, locations and team of a deal. */
@Resolver()
export class DealRelationsResolver {
  constructor(
    private readonly teams: TeamService,
    private readonly projections: JobProjectionService,
    private readonly locations: LocationService,
  ) {}

  @FindMany(
    () => JobProjection,
    'Statements about the jobs of deals, including corrected ones. Withdrawn ones are left out, unless `where` names `withdrawnAt`.',
  )
  jobProjections() {}

  @WriteMutation(() => JobProjection, 'deal:write', 'Records a statement about the jobs of a deal.')
  projectJobs(@CurrentScope() scope: Scope, @Args('input') input: ProjectJobsInput) {
    return this.projections.project(scope, input)
  }

  @WriteMutation(
    () => JobProjection,
    'deal:write',
    'Withdraws a statement about jobs that was entered by mistake. It counts in no figure from then on, and what it replaced holds again; reports as known before do not change.',
  )
  withdrawJobProjection(@CurrentScope() scope: Scope, @Args('input') input: WithdrawJobProjectionInput) {
    return this.projections.withdraw(scope, input)
  }

  @WriteMutation(
    () => JobProjection,
    'deal:write',
    'Corrects the day on which jobs were stated. Withdraws the statement and returns the same one on the other day.',
  )
  correctJobProjection(@CurrentScope() scope: Scope, @Args('input') input: CorrectJobProjectionInput) {
    return this.projections.correctDay(scope, input)
  }

  @WriteMutation(() => Location, 'deal:write', 'Adds a location that competes for a deal.')
  addLocation(@CurrentScope() scope: Scope, @Args('input') input: AddLocationInput) {
    return this.locations.add(scope, input)
  }

  @WriteMutation(() => Location, 'deal:write', 'Changes the standing of a location.')
  updateLocation(@CurrentScope() scope: Scope, @Args('input') input: UpdateLocationInput) {
    return this.locations.update(scope, input)
  }

  @WriteMutation(
    () => Location,
    'deal:write',
    'Withdraws a location that was entered by mistake. It shows no fact of the deal from then on.',
  )
  withdrawLocation(@CurrentScope() scope: Scope, @Args('input') input: WithdrawLocationInput) {
    return this.locations.withdraw(scope, input)
  }

  @WriteMutation(() => Deal, 'deal:write', 'Adds an agency to the team of a deal, or changes its role.')
  joinDeal(@CurrentScope() scope: Scope, @Args('input') input: JoinDealInput) {
    return this.teams.join(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Removes an agency from the team of a deal. Null if you may no longer know of the deal.',
    { nullable: true },
  )
  leaveDeal(@CurrentScope() scope: Scope, @Args('input') input: LeaveDealInput) {
    return this.teams.leave(scope, input)
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
