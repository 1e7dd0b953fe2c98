create or replace function set_access_from_deal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- locked, so that the key does not change between the look and the commit
  select case tg_argv[0] when 'masked_acl' then masked_acl else full_acl end into new.acl from deal where id = new.deal_id for share;
  return new;
end $$;

comment on function set_access_from_deal() is
  'set_access_from_deal(): a row of a deal copies the deal''s key named in its argument; propagate_deal_access(): and is kept in step.';
