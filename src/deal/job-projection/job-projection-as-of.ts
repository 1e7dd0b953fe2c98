import { declarePast } from '../../read/filter/past.js'
import { JobProjection } from './job-projection.entity.js'

/** A statement about jobs that had been made then. */
declarePast(JobProjection, {
  source: `(select j.* from job_projection j where (j.stated_on <= {day}) is not false and j.recorded_at <= {knownAt}
    and (j.withdrawn_at is null or j.withdrawn_at > {knownAt}))`,
  filters: {
    ...{ id: true, deal: true, kind: true, horizon: true, targetYear: true, low: true, high: true },
    ...{ openEnded: true, atLeast: true, atMost: true, mayReach: true, standing: true, statedOn: true },
    ...{ statedWhen: true, recordedAt: true, replaces: true, corrects: true, by: true, wording: true },
    ...{ wordingLanguage: true, source: true, asKnown: true },
    replacedBy: `(select r.id from job_projection r where r.replaces_id = {t}.id and (r.stated_on <= {day}) is not false
      and r.recorded_at <= {knownAt} and (r.withdrawn_at is null or r.withdrawn_at > {knownAt}))`,
    current:
      '({t}.id in (select unnest(array(select c.id from current_projections_as_of({day}, {knownAt}) c)))) = {value}',
  },
})
