import { Injectable } from '@nestjs/common'
import type { Scope } from '../../core/scope.js'

@Injectable()
export class VisitService {
  /**
   * Stores that the viewer is here. Half an hour after the last time, it is another visit: `previous_at` becomes the last
   * moment of the one before. Leaves no audit entry.
   */
  async record(scope: Scope, seen: boolean): Promise<{ id: string }> {
    await scope.db.query(
      `insert into user_visit as v (user_id, previous_at, last_at) values ($1, $2, $2)
         on conflict (user_id) do update set last_at = excluded.last_at, previous_at = case
           when $3 then excluded.last_at
           when v.last_at < excluded.last_at - interval '30 minutes' then v.last_at
           else v.previous_at
         end`,
      [scope.viewer.id, scope.now, seen],
    )
    return scope.viewer
  }
}
