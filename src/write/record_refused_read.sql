create or replace function record_refused_read(identifiers text[], verb text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids uuid[] := array(
    select i::uuid from unnest(identifiers) i
     where i ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$');
  hidden_deals uuid[] := array(
    select d.id from deal d
     where d.confidentiality = 'SECRET' and not d.full_acl &&& (select viewer_acl_tokens())
       and d.id in (
         select unnest(ids)
         union all select id from deal where reference = any(identifiers)
         union all select deal_id from transition where id = any(ids)
         union all select deal_id from job_projection where id = any(ids)
         union all select deal_id from location where id = any(ids)
         union all select deal_id from deal_team where id = any(ids)
         union all select deal_id from handover where id = any(ids)
         union all select deal_id from claim where id = any(ids)
         union all select deal_id from task where id = any(ids)
         union all select deal_id from meeting_deal where meeting_id = any(ids)
         union all select deal_id from agreement_deal where agreement_id = any(ids)));
  is_refused_login constant boolean := verb = 'createSqlLogin' and viewer_id() is not null;
  is_recorded constant boolean := hidden_deals <> '{}' or is_refused_login;
  first_attempts refused_read[];
begin
  with
    subjects as (
      select 'Deal' as type, unnest(hidden_deals) as id
      union all select 'User', viewer_id() where is_refused_login
      union all select 'None', viewer_id() where not is_recorded),
    attempts as (
      insert into refused_read as r
      select viewer_id(), s.type, s.id, verb, date_trunc('hour', now()),
             case when is_recorded then new_uuid_v7() end, 1, now()
        from subjects s order by s.type, s.id
      on conflict on constraint refused_read_pkey do update set count = r.count + 1, last_at = excluded.last_at
      returning r)
  select coalesce(array_agg(r) filter (where (r).count = 1 and is_recorded), '{}')
    into first_attempts from attempts;

  begin
    insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
    select a.entry_id, a.user_id, 'refused', a.subject_type, a.subject_id, jsonb_build_object('operation', verb)
      from unnest(first_attempts) a
    union all
    select new_uuid_v7(), viewer_id(), 'refused', 'Deal', gen_random_uuid(), jsonb_build_object('operation', verb)
     where first_attempts = '{}';
    set constraints chain_audit_entry immediate;
    -- Without a first attempt the entry is undone: the same work, so that the time taken does not show whether
    -- a deal is hidden.
    if first_attempts = '{}' then
      raise exception using errcode = 'AN000';
    end if;
  exception when sqlstate 'AN000' then null;
  end;
end $$;

comment on function record_refused_read(text[], text) is
  'Records that the viewer named SECRET deals that they may not see in full, by reference, by id or by the id of a row that belongs to them, or requested an SQL login that they may not create. The first attempt of a viewer at a subject in an hour adds an audit entry, further ones are counted. `verb` is the query or mutation that was refused. Takes the same time if nothing is hidden: then an attempt at nothing is counted. Security definer: looks at hidden deals and returns nothing.';

grant execute on function record_refused_read(text[], text) to ancrage_service;
