create or replace function record_refused_read(identifiers text[], verb text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids uuid[] := array(
    select i::uuid from unnest(identifiers) i
     where i ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$');
  hidden_deals uuid[] := array(
    select d.id from deal d
     where d.confidentiality = 'SECRET' and not d.full_acl &&& viewer_acl_tokens()
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
begin
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_uuid_v7(), viewer_id(), 'refused', s.type, s.id, jsonb_build_object('operation', verb)
    from (select 'Deal', unnest(case when is_recorded then hidden_deals else array[gen_random_uuid()] end)
          union all select 'User', viewer_id() where is_refused_login) s (type, id);
  set constraints chain_audit_entry immediate;
  -- Without a hidden deal the entry is undone: the same work, so that the time taken does not show whether
  -- one exists.
  if not is_recorded then
    raise exception using errcode = 'AN000';
  end if;
exception when sqlstate 'AN000' then null;
end $$;

comment on function record_refused_read(text[], text) is
  'Adds an audit entry for each SECRET deal that the viewer named and may not see in full, by its reference, its id or the id of a row that belongs to it, and one for an SQL login that the viewer may not create. Takes the same time if there is none. `verb` is the query or mutation that was refused. Security definer: looks at hidden deals and returns nothing.';

grant execute on function record_refused_read(text[], text) to ancrage_service;
