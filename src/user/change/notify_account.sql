create or replace function notify_account(told_id uuid, kind text, notifies_heads boolean) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into account_notice (id, user_id, about_id, kind, by_id, at)
  select new_uuid_v7(), t.id, told_id, kind, viewer_id(), clock_timestamp()
  from (
    select told_id as id
    union
    select h.id
    from need_to_know mine
      join need_to_know theirs on theirs.deal_id = mine.deal_id
      join "user" h on h.id = theirs.user_id
    where notifies_heads and mine.user_id = told_id and h.role = 'HEAD' and h.active
  ) t
$$;

comment on function notify_account(uuid, text, boolean) is
  'Notifies a user of a change of their account and, with `notifies_heads`, the HEADs who are on a need-to-know list with them. Not granted to the service: functions that make the changes call it.';
