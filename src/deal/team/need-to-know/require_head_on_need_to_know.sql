create or replace function require_head_on_need_to_know() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  loses_head boolean;
begin
  perform lock_need_to_know();
  if tg_table_name = 'need_to_know' then
    loses_head := exists (
      select
        from "user" u join deal_team t on t.deal_id = old.deal_id and t.agency_id = u.agency_id
       where u.id = old.user_id and t.until_day is null and is_deal_action_allowed('setNeedToKnow', u.role, t.role)
    );
  else
    loses_head := exists (
      select
        from need_to_know n join "user" u on u.id = n.user_id
       where n.deal_id = old.deal_id
         and u.agency_id = old.agency_id
         and is_deal_action_allowed('setNeedToKnow', u.role, old.role)
    );
  end if;
  if loses_head and count_heads_on_need_to_know(old.deal_id) = 0
     and exists (select 1 from deal where id = old.deal_id and confidentiality = 'SECRET') then
    raise exception 'no HEAD would be left on the need-to-know list' using errcode = 'IN001',
      detail = case when tg_table_name = 'need_to_know' then 'input.user' else '' end, hint = 'LAST_WHO_KNOWS';
  end if;
  return null;
end $$;

comment on function require_head_on_need_to_know() is
  'Refuses to take the last HEAD who can change it off the need-to-know list of a SECRET deal, directly or by the end of the membership of their agency (then at commit, so that a handover can name another): input error LAST_WHO_KNOWS. Security definer: the writer may not see the whole list.';

create constraint trigger require_head_on_need_to_know
  after update on deal_team deferrable initially deferred
  for each row when (old.until_day is distinct from new.until_day)
  execute function require_head_on_need_to_know();

create trigger require_head_on_need_to_know
  after delete on need_to_know for each row execute function require_head_on_need_to_know();
