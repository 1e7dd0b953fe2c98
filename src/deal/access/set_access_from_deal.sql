create or replace function set_access_from_deal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Locked until commit: a change of the key meanwhile would miss the new row.
  select case tg_argv[0] when 'masked_acl' then d.masked_acl else d.full_acl end into new.acl
    from deal d where d.id = new.deal_id for share;
  return new;
end $$;

comment on function set_access_from_deal() is
  'Copies an access key of the deal to a new row: the argument of the trigger is the column of deal (`masked_acl` or `full_acl`). propagate_deal_access() keeps it up to date. Security definer: the writer may no longer see the deal.';
