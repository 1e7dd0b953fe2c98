create or replace function has_agreement_deal(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from agreement_deal where agreement_id = asked)
$$;

comment on function has_agreement_deal(uuid) is
  'Until its instant an embargoed agreement is seen only by the full viewers of its deals, or, without a deal, by the agency that entered it.';

grant execute on function has_agreement_deal(uuid) to ancrage_service;
