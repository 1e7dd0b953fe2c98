create or replace function record_deal_reads(identifiers text[], way text) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with
    ids as materialized (
      select split_part(i, '/', 1)::uuid as id, i like '%/masked' as marked
      from unnest(identifiers) i
      where i ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/masked)?$'
    ),
    named (deal_id, marked) as (
      select id, marked
      from ids
      union all
      select id, false
      from deal
      where reference = any(identifiers)
      union all
      select x.deal_id, marked
      from meeting_deal x join ids on x.meeting_id = ids.id
      union all
      select x.deal_id, marked
      from agreement_deal x join ids on x.agreement_id = ids.id
      union all
      select x.deal_id, marked
      from claim x join ids on x.id = ids.id
      union all
      select x.deal_id, marked
      from location x join ids on x.id = ids.id
      union all
      select x.deal_id, marked
      from task x join ids on x.id = ids.id
    ),
    read as materialized (
      select d.id, not d.full_acl &&& (select viewer_acl_tokens()) as masked, bool_and(n.marked) as marked
      from named n join deal d on d.id = n.deal_id
      where d.confidentiality in ('RESTRICTED', 'SECRET') and d.masked_acl &&& (select viewer_acl_tokens())
      group by d.id
    ),
    recorded as (
      insert into deal_read (id, deal_id, user_id, way, hour, first_at, masked)
      select new_uuid_v7(), id, viewer_id(), record_deal_reads.way, date_trunc('hour', now()), now(), masked
      from read
        -- in one order, so that two requests of a user cannot wait for each other
      order by id
      on conflict do nothing
    )
  select not exists (select from read where masked and not marked)
$$;

comment on function record_deal_reads(text[], text) is
  'Records that the viewer has read deals, named by id, by reference or by the id of a meeting, agreement, claim, location or task of theirs, and by which way: once a reader, deal, way and hour, masked and in full each. Leaves out deals that are neither RESTRICTED nor SECRET, and those that the viewer may not know of. An id may end in `/masked`, if it was noted so. Returns whether the viewer sees every deal without this mark in full. Security definer: the service cannot write the read log otherwise.';

grant execute on function record_deal_reads(text[], text) to ancrage_service;
