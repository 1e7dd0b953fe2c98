import { Injectable } from '@nestjs/common'
import { badFields, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { audit, differences } from '../../write/audit.js'
import { labelsOf, type UpdateDealStageInput } from './stage.input.js'

interface StageRow {
  code: string
  version: number
  label: object
  probability: number
  requires: string[]
}

@Injectable()
export class StageService {
  /** Changes labels, probability and required facts of a stage; its position and outcome are fixed. */
  async update(scope: Scope, { code, version, ...input }: UpdateDealStageInput): Promise<{ id: string }> {
    const nulls = Object.entries(input).filter(([, value]) => value === null)
    if (nulls.length > 0)
      throw badFields(nulls.map(([name]) => ({ path: `input.${name}`, code: 'NOT_NULL' })))
    const [before] = await scope.db.query<StageRow[]>(
      'select code, version, label, probability, requires from deal_stage where code = $1 for update',
      [code],
    )
    if (before!.version !== version)
      throw appError(
        'staleVersion',
        { currentVersion: before!.version },
        { extra: { currentVersion: before!.version } },
      )
    const after = {
      label: input.label ? labelsOf(input.label) : before!.label,
      probability: input.probability ?? before!.probability,
      requires: [...new Set(input.requires ?? before!.requires)],
    }
    await scope.db.query(
      'update deal_stage set label = $2, probability = $3, requires = $4, updated_at = $5, version = version + 1 where code = $1',
      [code, after.label, after.probability, after.requires, scope.now],
    )
    await audit(scope, {
      verb: 'updateDealStage',
      subject: 'DealStage',
      key: code,
      ...differences(before!, after),
    })
    return { id: code }
  }
}
