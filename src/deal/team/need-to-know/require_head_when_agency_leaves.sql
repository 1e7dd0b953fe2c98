create or replace function require_head_when_agency_leaves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_need_to_know();
  if exists (
    select
      from need_to_know n
      join "user" u on u.id = n.user_id
      join deal d on d.id = n.deal_id
     where u.agency_id = new.id
       and u.active
       and d.confidentiality = 'SECRET'
       and count_heads_on_need_to_know(d.id) = 0
       and exists (
         select
           from deal_team t
          where t.deal_id = d.id
            and t.agency_id = new.id
            and t.until_day is null
            and is_deal_action_allowed('setNeedToKnow', u.role, t.role)
       )
  ) then
    raise exception 'no HEAD would be left on the need-to-know list' using errcode = 'IN001',
      detail = 'input.active', hint = 'LAST_HEADS_WHO_KNOW';
  end if;
  return null;
end $$;

comment on function require_head_when_agency_leaves() is
  'Refuses to deactivate an agency whose HEADs are the last who can change the need-to-know list of a SECRET deal: input error LAST_HEADS_WHO_KNOW of input.active. Security definer: the writer may not see the list.';

create trigger require_head_when_agency_leaves
  after update of active on agency for each row when (old.active and not new.active)
  execute function require_head_when_agency_leaves();
