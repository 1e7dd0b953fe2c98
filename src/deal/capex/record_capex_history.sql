create or replace function record_capex_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into capex_history (deal_id, ordinal, low, high, currency, replaced_at)
  select old.id, coalesce(max(b.ordinal), 0) + 1, old.capex_low, old.capex_high, old.capex_currency,
         case when new.updated_at > old.updated_at then instant_of_write(new.updated_at) else now() end
    from capex_history b where b.deal_id = old.id;
  return null;
end $$;

comment on function record_capex_history() is
  'Records the capex that an update of a deal replaces, with the instant of the update. Security definer: the service may not write the history.';

create trigger record_capex_history
  after update of capex_low, capex_high, capex_currency on deal
  for each row when (
    old.capex_low is distinct from new.capex_low
    or old.capex_high is distinct from new.capex_high
    or old.capex_currency is distinct from new.capex_currency
  ) execute function record_capex_history();
