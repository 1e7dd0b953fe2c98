create or replace function record_deal_reads(identifiers text[], way text) returns void
language sql security definer set search_path = public, pg_temp as $$
  with
    ids as materialized (
      select split_part(i, '/', 1)::uuid as id
      from unnest(identifiers) i
      where i ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/masked)?$'
    )
  insert into deal_read (id, deal_id, user_id, way, hour, first_at, masked)
  select
    new_uuid_v7(), d.id, viewer_id(), record_deal_reads.way, date_trunc('hour', now()), now(),
    not d.full_acl &&& (select viewer_acl_tokens())
  from deal d
  where d.id in (
    select id
    from ids
    union all
    select id
    from deal
    where reference = any(identifiers)
    union all
    select x.deal_id
    from meeting_deal x join ids on x.meeting_id = ids.id
    union all
    select x.deal_id
    from agreement_deal x join ids on x.agreement_id = ids.id
    union all
    select x.deal_id
    from claim x join ids on x.id = ids.id
  )
    and d.confidentiality in ('RESTRICTED', 'SECRET')
    and d.masked_acl &&& (select viewer_acl_tokens())
    -- in one order, so that two requests of a user cannot wait for each other
  order by d.id
  on conflict do nothing
$$;

comment on function record_deal_reads(text[], text) is
  'Records that the viewer has read deals, named by id, by reference or by the id of a meeting, agreement or claim of theirs, and by which way: once a reader, deal, way and hour, masked and in full each. Leaves out deals that are neither RESTRICTED nor SECRET, and those that the viewer may not know of. Security definer: the service cannot write the read log otherwise.';

grant execute on function record_deal_reads(text[], text) to ancrage_service;
