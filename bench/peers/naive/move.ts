import { randomUUID } from 'node:crypto'
import type { DataSource, EntityManager } from 'typeorm'
import { AuditEntry, Deal, Stage, Transition, TransitionWords } from './entities.js'
import type { MoveDealInput } from './move.input.js'

/** Moves a deal in one transaction, step by step through the entity manager. */
export function moveDeal(source: DataSource, { id, version, to, reason }: MoveDealInput): Promise<Deal> {
  return source.transaction(async (db) => {
    const deal = await db.findOneOrFail(Deal, { where: { id }, lock: { mode: 'pessimistic_write' } })
    if (deal.version !== version) throw new Error('stale')
    if (await missesFacts(db, deal, to)) throw new Error('refused')
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date())
    const transition = await db.save(Transition, {
      id: randomUUID(),
      dealId: id,
      ordinal: 0,
      fromStage: deal.stageCode,
      toStage: to,
      effectiveOn: day,
      recordedAt: new Date(),
      byId: process.env.MOVER!,
    })
    if (reason) await db.save(TransitionWords, { transitionId: transition.id, dealId: id, reason })
    await db.update(Deal, id, { stageCode: to, stageSince: day, version: version + 1, updatedAt: new Date() })
    await db.save(AuditEntry, {
      id: randomUUID(),
      at: new Date(),
      userId: process.env.MOVER!,
      verb: 'moveDeal',
      subjectType: 'Deal',
      subjectId: id,
      before: { stage: deal.stageCode },
      after: { stage: to },
    })
    return db.findOneByOrFail(Deal, { id })
  })
}

async function missesFacts(db: EntityManager, deal: Deal, to: string): Promise<boolean> {
  const stages = await db.find(Stage, { order: { position: 'ASC' } })
  const [from, target] = [deal.stageCode, to].map((code) => stages.find((stage) => stage.code === code)!)
  if (target!.position < from!.position) return false
  const [facts] = await db.query<Record<string, boolean>[]>(
    'select * from deal_fact_columns where deal_id = $1',
    [deal.id],
  )
  const required = stages
    .filter(({ position }) => position <= target!.position)
    .flatMap(({ requires }) => requires)
  return required.some((fact) => !facts?.[fact])
}
