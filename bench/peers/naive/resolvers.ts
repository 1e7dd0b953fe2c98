/** Field resolvers as the documentation of Nest shows them: each relation field queries the database. */
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import {
  Agency,
  Contact,
  Contacts,
  Deal,
  Deals,
  Identity,
  Meeting,
  Meetings,
  Participant,
  Projection,
  Projections,
  ProjectionWords,
  Prospect,
  Stage,
  Transition,
  Transitions,
  TransitionWords,
  User,
} from './entities.js'
import { currentProjectionOf } from './current-projection.js'
import { MoveDealInput } from './move.input.js'
import { moveDeal } from './move.js'

@Resolver(() => Deal)
export class DealResolver {
  constructor(private readonly db: DataSource) {}

  @Query(() => Deal, { nullable: true })
  deal(@Args('id', { type: () => ID }) id: string) {
    return this.db.getRepository(Deal).findOneBy({ id })
  }

  @Query(() => Deals)
  async deals(@Args('agency') code: string, @Args('stage') stageCode: string) {
    const agency = await this.db.getRepository(Agency).findOneByOrFail({ code })
    const where = { leadAgencyId: agency.id, stageCode }
    return {
      nodes: await this.db
        .getRepository(Deal)
        .find({ where, order: { updatedAt: 'DESC', id: 'DESC' }, take: 50 }),
    }
  }

  @Mutation(() => Deal)
  moveDeal(@Args('input') input: MoveDealInput) {
    return moveDeal(this.db, input)
  }

  @ResolveField('title', () => String)
  async title(@Parent() { id }: Deal) {
    return (await this.identity(id)).title
  }
  @ResolveField('description', () => String, { nullable: true })
  async description(@Parent() { id }: Deal) {
    return (await this.identity(id)).description
  }
  @ResolveField('prospect', () => Prospect, { nullable: true })
  async prospect(@Parent() { id }: Deal) {
    return (
      await this.db
        .getRepository(Identity)
        .findOneOrFail({ where: { dealId: id }, relations: { prospect: true } })
    ).prospect
  }
  private identity(dealId: string) {
    return this.db.getRepository(Identity).findOneByOrFail({ dealId })
  }

  @ResolveField('stage', () => Stage)
  stage(@Parent() { stageCode }: Deal) {
    return this.db.getRepository(Stage).findOneBy({ code: stageCode })
  }
  @ResolveField('leadAgency', () => Agency)
  leadAgency(@Parent() { leadAgencyId }: Deal) {
    return this.db.getRepository(Agency).findOneBy({ id: leadAgencyId })
  }
  @ResolveField('officer', () => User, { nullable: true })
  officer(@Parent() { officerId }: Deal) {
    return officerId && this.db.getRepository(User).findOneBy({ id: officerId })
  }

  @ResolveField('meetings', () => Meetings)
  async meetings(@Parent() { id }: Deal) {
    const where = { deals: { id } }
    return {
      nodes: await this.db
        .getRepository(Meeting)
        .find({ where, order: { whenFrom: 'DESC', id: 'DESC' }, take: 10 }),
    }
  }
  @ResolveField('transitions', () => Transitions)
  async transitions(@Parent() { id }: Deal) {
    return {
      nodes: await this.db
        .getRepository(Transition)
        .find({ where: { dealId: id }, order: { ordinal: 'ASC' }, take: 25 }),
    }
  }
  @ResolveField('jobProjections', () => Projections)
  async jobProjections(@Parent() { id }: Deal) {
    return {
      nodes: await this.db
        .getRepository(Projection)
        .find({ where: { dealId: id }, order: { id: 'DESC' }, take: 25 }),
    }
  }

  @ResolveField('currentProjection', () => Projection, { nullable: true })
  async currentProjection(@Parent() { id }: Deal) {
    const all = await this.db.getRepository(Projection).findBy({ dealId: id })
    return currentProjectionOf(
      all.filter(({ standing }) => standing !== 'REALISED' && standing !== 'RUMOURED'),
      all,
    )
  }
}

@Resolver(() => Prospect)
export class ProspectResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField('contacts', () => Contacts)
  async contacts(@Parent() { id }: Prospect) {
    const where = { prospect: { id } }
    return { nodes: await this.db.getRepository(Contact).find({ where, order: { id: 'DESC' }, take: 25 }) }
  }
}

@Resolver(() => Meeting)
export class MeetingResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField('participants', () => [Participant])
  participants(@Parent() { id }: Meeting) {
    return this.db.getRepository(Participant).find({ where: { meetingId: id }, order: { id: 'ASC' } })
  }
}

@Resolver(() => Participant)
export class ParticipantResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField('contact', () => Contact, { nullable: true })
  contact(@Parent() { contactId }: Participant) {
    return contactId && this.db.getRepository(Contact).findOneBy({ id: contactId })
  }
  @ResolveField('user', () => User, { nullable: true })
  user(@Parent() { userId }: Participant) {
    return userId && this.db.getRepository(User).findOneBy({ id: userId })
  }
}

@Resolver(() => Transition)
export class TransitionResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField('from', () => Stage, { nullable: true })
  from(@Parent() { fromStage }: Transition) {
    return fromStage && this.db.getRepository(Stage).findOneBy({ code: fromStage })
  }
  @ResolveField('to', () => Stage)
  to(@Parent() { toStage }: Transition) {
    return this.db.getRepository(Stage).findOneBy({ code: toStage })
  }
  @ResolveField('by', () => User)
  by(@Parent() { byId }: Transition) {
    return this.db.getRepository(User).findOneBy({ id: byId })
  }
  @ResolveField('reason', () => String, { nullable: true })
  async reason(@Parent() { id }: Transition) {
    return (await this.db.getRepository(TransitionWords).findOneBy({ transitionId: id }))?.reason ?? null
  }
}

@Resolver(() => Projection)
export class ProjectionResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField('wording', () => String, { nullable: true })
  async wording(@Parent() { id }: Projection) {
    return (await this.db.getRepository(ProjectionWords).findOneBy({ projectionId: id }))?.wording ?? null
  }
}
