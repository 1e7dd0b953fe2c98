create or replace function has_agreement_deal(agreement_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from agreement_deal h where h.agreement_id = has_agreement_deal.agreement_id)
$$;

comment on function has_agreement_deal(uuid) is
  'Returns whether an agreement has a deal; false for null. The policies of agreement and claim call it: with a deal, the deals decide who changes the row, without one the agency that entered it. Security definer: a deal that the viewer does not see counts.';

grant execute on function has_agreement_deal(uuid) to ancrage_service;
