create or replace function record_refused_read(asked text[], verb text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids uuid[] := array(select a::uuid from unnest(asked) a where a ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$');
  hidden uuid[] := array(select d.id from deal d
    where d.confidentiality = 'SECRET' and not d.full_acl &&& viewer_acl_tokens()
      and d.id in (select unnest(ids)
        union all select id from deal where reference = any(asked)
        union all select deal_id from transition where id = any(ids)
        union all select deal_id from job_projection where id = any(ids)
        union all select deal_id from location where id = any(ids)
        union all select deal_id from deal_team where id = any(ids)
        union all select deal_id from handover where id = any(ids)
        union all select deal_id from claim where id = any(ids)
        union all select deal_id from task where id = any(ids)
        union all select deal_id from meeting_deal where meeting_id = any(ids)
        union all select deal_id from agreement_deal where agreement_id = any(ids)));
  wants_login constant boolean := verb = 'createSqlLogin' and exists (select from "user" u where u.id = viewer_id() and u.role <> 'ADMIN');
begin
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_uuid_v7(), viewer_id(), 'refused', s.type, s.id, jsonb_build_object('asked', verb) from (
    select 'Deal', unnest(case when hidden = '{}' and not wants_login then array[gen_random_uuid()] else hidden end)
    union all select 'User', viewer_id() where wants_login) s(type, id);
  set constraints chain_audit_entry immediate;
  if hidden = '{}' and not wants_login then raise exception using errcode = 'AN000'; end if;
exception when sqlstate 'AN000' then null;
end $$;

comment on function record_refused_read(text[], text) is
  '`asked`: references, and ids of deals or of what hangs on one. Where no hidden SECRET deal is meant, and no login to the database by somebody who makes none, the same is done and undone.';

grant execute on function record_refused_read(text[], text) to ancrage_service;
