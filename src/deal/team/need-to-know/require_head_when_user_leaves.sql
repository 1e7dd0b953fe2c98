create or replace function require_head_when_user_leaves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_need_to_know();
  if exists (
    select
      from need_to_know n join deal d on d.id = n.deal_id
     where n.user_id = new.id
       and d.confidentiality = 'SECRET'
       and count_heads_on_need_to_know(d.id) = 0
       and exists (
         select
           from deal_team t
          where t.deal_id = d.id
            and t.agency_id = old.agency_id
            and t.until_day is null
            and is_deal_action_allowed('setNeedToKnow', old.role, t.role)
       )
  ) then
    raise exception 'no HEAD would be left on the need-to-know list' using errcode = 'IN001',
      detail = case when new.active then 'input.role' else 'input.active' end, hint = 'LAST_HEAD_WHO_KNOWS';
  end if;
  return null;
end $$;

comment on function require_head_when_user_leaves() is
  'Refuses that the last HEAD who can change the need-to-know list of a SECRET deal stops being an active HEAD of their agency: input error LAST_HEAD_WHO_KNOWS of input.role or input.active. Security definer: the writer may not see the list.';

create trigger require_head_when_user_leaves
  after update of role, active, agency_id on "user"
  for each row when (
    old.role = 'HEAD'
    and old.active
    and not (new.role = 'HEAD' and new.active and new.agency_id = old.agency_id)
  ) execute function require_head_when_user_leaves();
