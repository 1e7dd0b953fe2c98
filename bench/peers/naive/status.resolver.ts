import { Args, Query, Resolver } from '@nestjs/graphql'
import { DataSource, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm'
import { Agency, Projection, Stage, Status, TeamMember, Transition } from './entities.js'
import { currentProjectionOf } from './current-projection.js'

/** Loads all deals of an agency, and counts them here. */
@Resolver()
export class StatusResolver {
  constructor(private readonly db: DataSource) {}

  @Query(() => Status)
  async pipelineStatus(@Args('agency') code: string, @Args('asOf') day: string): Promise<Status> {
    const agency = await this.db.getRepository(Agency).findOneByOrFail({ code })
    const mine = { agencyId: agency.id, from: LessThanOrEqual(day) }
    const members = await this.db.getRepository(TeamMember).findBy([
      { ...mine, until: IsNull() },
      { ...mine, until: MoreThan(day) },
    ])
    const dealId = In([...new Set(members.map((member) => member.dealId))])
    const moves = await this.db
      .getRepository(Transition)
      .find({ where: { dealId, effectiveOn: LessThanOrEqual(day) }, order: { ordinal: 'ASC' } })
    const stated = await this.db.getRepository(Projection).findBy({ dealId, statedOn: LessThanOrEqual(day) })
    const last = new Map(moves.map((move) => [move.dealId, move]))
    const ofDeal = new Map<string, Projection[]>()
    for (const projection of stated)
      ofDeal.set(projection.dealId, [...(ofDeal.get(projection.dealId) ?? []), projection])
    const stages = await this.db.getRepository(Stage).find({ order: { position: 'ASC' } })
    return {
      asOf: day,
      stages: stages.map((stage) =>
        figuresOf(
          stage,
          [...last.values()].filter(({ toStage }) => toStage === stage.code),
          ofDeal,
          day,
        ),
      ),
    }
  }
}

function figuresOf(stage: Stage, standing: Transition[], stated: Map<string, Projection[]>, day: string) {
  const pick = (dealId: string, counts: (standing: string) => boolean) => {
    const all = stated.get(dealId) ?? []
    return currentProjectionOf(
      all.filter(({ standing }) => counts(standing)),
      all,
    )
  }
  const projected = standing.map(({ dealId }) => pick(dealId, (s) => s !== 'REALISED' && s !== 'RUMOURED'))
  const realised = standing.map(({ dealId }) => pick(dealId, (s) => s === 'REALISED'))
  const statements = projected.filter((projection) => projection !== null)
  const openEnded = statements.some(({ high }) => high === null)
  return {
    stage,
    medianDaysInStage: median(
      standing.map(({ effectiveOn }) => (Date.parse(day) - Date.parse(effectiveOn)) / 86_400_000),
    ),
    figures: {
      deals: standing.length,
      jobs: {
        low: sum(statements.map(({ low }) => low)),
        high: openEnded ? null : sum(statements.map(({ high }) => high!)),
        openEnded,
        realised: sum(realised.map((projection) => projection?.low ?? 0)),
        dealsWithout: standing.length - statements.length,
      },
    },
  }
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}
