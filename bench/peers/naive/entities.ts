/** Entities as in TypeORM's documentation: one class for each table, with relations between them. */
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import {
  Column,
  Entity,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
} from 'typeorm'
import type { Relation } from 'typeorm'

@ObjectType('Agency')
@Entity('agency')
export class Agency {
  @PrimaryColumn('uuid') id: string
  @Field(() => String) @Column('text') code: string
  @Field(() => String) @Column('text') name: string
}

@ObjectType('User')
@Entity('user')
export class User {
  @PrimaryColumn('uuid') id: string
  @Field(() => String) @Column('text') name: string
  @Field(() => String) @Column('text') email: string
}

@ObjectType('Stage')
@Entity('deal_stage')
export class Stage {
  @Field(() => String) @PrimaryColumn('text') code: string
  @Field(() => Int) @Column('int') probability: number
  @Column('int') position: number
  @Column('text', { array: true }) requires: string[]
}

@ObjectType('Contact')
@Entity('contact')
export class Contact {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) name: string | null
  @Field(() => String, { nullable: true }) @Column('text', { name: 'job_title', nullable: true }) jobTitle:
    string | null
  @Field(() => [String]) @Column('text', { array: true }) emails: string[]
  @Field(() => Boolean) @Column('boolean', { name: 'decision_maker' }) decisionMaker: boolean
  @ManyToOne(() => Prospect) @JoinColumn({ name: 'prospect_id' }) prospect: Relation<Prospect>
}

@ObjectType('Prospect')
@Entity('prospect')
export class Prospect {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Field(() => String) @Column('text') name: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) country: string | null
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) city: string | null
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sector: string | null
  @Field(() => Int, { nullable: true }) @Column('int', { nullable: true }) headcount: number | null
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) website: string | null
  @OneToMany(() => Contact, (contact) => contact.prospect) contacts: Relation<Contact>[]
}

@Entity('deal_identity')
export class Identity {
  @PrimaryColumn('uuid', { name: 'deal_id' }) dealId: string
  @Column('text') title: string
  @Column('text', { nullable: true }) description: string | null
  @ManyToOne(() => Prospect) @JoinColumn({ name: 'prospect_id' }) prospect: Relation<Prospect> | null
}

@ObjectType('Deal')
@Entity('deal')
export class Deal {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Field(() => String) @Column('text') reference: string
  @Field(() => String) @Column('text') confidentiality: string
  @Field(() => String) @Column('date', { name: 'opened_on' }) openedOn: string
  @Field(() => String) @Column('date', { name: 'stage_since' }) stageSince: string
  @Field(() => Date) @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date
  @Field(() => Int) @Column('int') version: number
  @Column('text', { name: 'stage' }) stageCode: string
  @Column('uuid', { name: 'lead_agency_id' }) leadAgencyId: string
  @Column('uuid', { name: 'officer_id', nullable: true }) officerId: string | null
}

@Entity('deal_team')
export class TeamMember {
  @PrimaryColumn('uuid') id: string
  @Column('uuid', { name: 'deal_id' }) dealId: string
  @Column('uuid', { name: 'agency_id' }) agencyId: string
  @Column('date', { name: 'from_day' }) from: string
  @Column('date', { name: 'until_day', nullable: true }) until: string | null
}

@ObjectType('Meeting')
@Entity('meeting')
export class Meeting {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Field(() => String) @Column('text') title: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) place: string | null
  @Field(() => String) @Column('text') status: string
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) outcome: string | null
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt: Date | null
  @Column('date', { name: 'when_from' }) whenFrom: string
  @ManyToMany(() => Deal)
  @JoinTable({
    name: 'meeting_deal',
    joinColumn: { name: 'meeting_id' },
    inverseJoinColumn: { name: 'deal_id' },
  })
  deals: Relation<Deal>[]
}

@ObjectType('Participant')
@Entity('meeting_participant')
export class Participant {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Column('uuid', { name: 'meeting_id' }) meetingId: string
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId: string | null
  @Column('uuid', { name: 'user_id', nullable: true }) userId: string | null
}

@ObjectType('Transition')
@Entity('transition')
export class Transition {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Column('uuid', { name: 'deal_id' }) dealId: string
  @Column('int') ordinal: number
  @Column('text', { name: 'from_stage', nullable: true }) fromStage: string | null
  @Column('text', { name: 'to_stage' }) toStage: string
  @Field(() => String) @Column('date', { name: 'effective_on' }) effectiveOn: string
  @Field(() => Date) @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date
  @Column('uuid', { name: 'by_id' }) byId: string
}

@Entity('transition_text')
export class TransitionWords {
  @PrimaryColumn('uuid', { name: 'transition_id' }) transitionId: string
  @Column('uuid', { name: 'deal_id' }) dealId: string
  @Column('text') reason: string
}

@ObjectType('Projection')
@Entity('job_projection')
export class Projection {
  @Field(() => ID) @PrimaryColumn('uuid') id: string
  @Column('uuid', { name: 'deal_id' }) dealId: string
  @Field(() => String) @Column('text') kind: string
  @Field(() => String) @Column('text') horizon: string
  @Field(() => Int) @Column('int') low: number
  @Field(() => Int, { nullable: true }) @Column('int', { nullable: true }) high: number | null
  @Field(() => String) @Column('text') standing: string
  @Field(() => String) @Column('date', { name: 'stated_on' }) statedOn: string
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date
  @Column('uuid', { name: 'replaces_id', nullable: true }) replacesId: string | null
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null
}

@Entity('job_projection_text')
export class ProjectionWords {
  @PrimaryColumn('uuid', { name: 'job_projection_id' }) projectionId: string
  @Column('text', { nullable: true }) wording: string | null
}

@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid') id: string
  @Column('timestamptz') at: Date
  @Column('uuid', { name: 'user_id' }) userId: string
  @Column('text') verb: string
  @Column('text', { name: 'subject_type' }) subjectType: string
  @Column('uuid', { name: 'subject_id' }) subjectId: string
  @Column('jsonb') before: object
  @Column('jsonb') after: object
}

@ObjectType() export class Contacts { @Field(() => [Contact]) nodes: Contact[] } // prettier-ignore
@ObjectType() export class Deals { @Field(() => [Deal]) nodes: Deal[] } // prettier-ignore
@ObjectType() export class Meetings { @Field(() => [Meeting]) nodes: Meeting[] } // prettier-ignore
@ObjectType() export class Transitions { @Field(() => [Transition]) nodes: Transition[] } // prettier-ignore
@ObjectType() export class Projections { @Field(() => [Projection]) nodes: Projection[] } // prettier-ignore

@ObjectType()
export class Jobs {
  @Field(() => Int) low: number
  @Field(() => Int, { nullable: true }) high: number | null
  @Field(() => Boolean) openEnded: boolean
  @Field(() => Int) realised: number
  @Field(() => Int) dealsWithout: number
}
@ObjectType()
export class Figures {
  @Field(() => Int) deals: number
  @Field(() => Jobs) jobs: Jobs
}
@ObjectType()
export class StageFigures {
  @Field(() => Stage) stage: Stage
  @Field(() => Float, { nullable: true }) medianDaysInStage: number | null
  @Field(() => Figures) figures: Figures
}
@ObjectType()
export class Status {
  @Field(() => String) asOf: string
  @Field(() => [StageFigures]) stages: StageFigures[]
}
