/** What the first page says of deals beyond the lists of the week. Language-neutral, as all content of a summary. */
import type { JobHorizon, JobStanding } from '../../deal/job-projection/job-projection.entity.js'
import type { Activity } from '../../deal/deal.entity.js'
import type { LocationStanding } from '../../deal/location/location.entity.js'
import type { Precision } from '../../core/time/partial-date.js'
import type { SourceKind } from '../../read/composite/source.js'

/** Who stated something. */
export interface SourceDto {
  kind: string
  name: string | null
  /** Missing in summaries issued before it was recorded. */
  medium?: string | null
}

/** The projected direct jobs of a deal that count: the furthest horizon, by its strongest statement. */
export interface JobsDto {
  low: number
  /** Null: open-ended. */
  high: number | null
  horizon: JobHorizon
  standing: Exclude<JobStanding, 'RUMOURED' | 'REALISED'>
  on: string
}

export interface PlaceDto {
  /** Of our site, or the town elsewhere. */
  name: string
  municipality: string | null
  /** Of a town elsewhere. */
  country: string | null
  standing: LocationStanding
}

export interface DealFactsDto {
  deal: string
  activity: Activity | null
  /** Section or division of NACE. */
  sector: string | null
  /** Null if no number is stated. */
  jobs: JobsDto | null
  /** Absent for a reader who sees the deal masked; null if there is none. */
  place?: PlaceDto | null
  /** Who stated the jobs; absent and null likewise. */
  source?: SourceDto | null
}

/** The deals that are open at the end of the week and their projected jobs, by the standing of the statement that counts and the kind of its source. */
export interface StandingDto {
  standing: JobsDto['standing']
  /** Null if hidden from the reader. */
  source: SourceKind | null
  deals: number
  low: number
  high: number | null
}

export interface DecisionComingDto {
  deal: string
  from: string
  to: string
  precision: Precision
}

export interface TaskComingDto {
  deal: string
  title: string
  on: string
}

/** Empty in summaries that were issued before there was a first page. */
export interface FirstPageFacts {
  /** Of the deals with news, the heaviest first. */
  dealFacts: DealFactsDto[]
  standings: StandingDto[]
  decisionsComing: DecisionComingDto[]
  tasksComing: TaskComingDto[]
}
