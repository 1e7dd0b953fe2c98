create or replace function changes_since(since pg_snapshot, entities text[], max_rows int) returns json
language sql stable as $$
  -- The latest change of each row in transactions that the earlier snapshot did not show; one more than the limit
  -- means that there are too many.
  with
    unseen as (
      select distinct on (c.entity, c.subject_id) c.entity, c.subject_id, c.at, c.by_id
      from change c
      where c.changed_in >= pg_snapshot_xmin(since)
        and not pg_visible_in_snapshot(c.changed_in, since)
        and (entities is null or c.entity = any(entities))
      order by c.entity, c.subject_id, c.at desc
      limit max_rows + 1
    )
  select coalesce(
    json_agg(
      json_build_object(
        'entity', u.entity, 'id', u.subject_id, 'at', u.at, 'own', u.by_id = (select viewer_id()),
        'deals', case u.entity
          when 'Deal' then array[u.subject_id]
          when 'Location' then array(select l.deal_id from location l where l.id = u.subject_id)
          when 'Meeting' then array(select m.deal_id from meeting_deal m where m.meeting_id = u.subject_id)
          when 'Agreement' then array(
            select a.deal_id from agreement_deal a where a.agreement_id = u.subject_id
          )
          when 'Claim' then array(
            select c.deal_id from claim c where c.id = u.subject_id and c.deal_id is not null
          )
          when 'Task' then array(
            select t.deal_id from task t where t.id = u.subject_id and t.deal_id is not null
          )
          else '{}'::uuid[]
        end
      )
      order by u.at
    ),
    '[]'
  )
  from unseen u
$$;

comment on function changes_since(pg_snapshot, text[], int) is
  'Returns the rows that the viewer sees and that have changed in transactions which an earlier snapshot did not show, whatever the order of their commits: [{entity, id, at, own, deals}], each row once, oldest first, at most one more than `max_rows`. `entities` limits the types; null for all. Runs under the policies of the caller.';

grant execute on function changes_since(pg_snapshot, text[], int) to ancrage_service;
