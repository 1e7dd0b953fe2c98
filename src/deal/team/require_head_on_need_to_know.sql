create or replace function require_head_on_need_to_know() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  loses boolean;
begin
  if tg_table_name = 'need_to_know' then
    loses := exists (select 1 from "user" where id = old.user_id and role = 'HEAD');
  else
    loses := exists (select 1 from need_to_know n join "user" u on u.id = n.user_id
                      where n.deal_id = old.deal_id and u.agency_id = old.agency_id and u.role = 'HEAD');
  end if;
  if loses and count_heads_on_need_to_know(old.deal_id) = 0
     and exists (select 1 from deal where id = old.deal_id and confidentiality = 'SECRET') then
    raise exception 'nobody would be left who may name others' using errcode = 'IN001',
      detail = case when tg_table_name = 'need_to_know' then 'input.user' else '' end, hint = 'LAST_WHO_KNOWS';
  end if;
  return null;
end $$;

create constraint trigger require_head_on_need_to_know
  after update on deal_team deferrable initially deferred
  for each row when (old.until_day is distinct from new.until_day)
  execute function require_head_on_need_to_know();

create trigger require_head_on_need_to_know
  after delete on need_to_know for each row execute function require_head_on_need_to_know();
