create or replace function agency_of_user(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select agency_id from "user" where id = asked
$$;

comment on function agency_of_user(uuid) is
  'A claim about an agreement is seen by whoever sees the agreement. Embargoed: until the instant only by the full viewers of its deal or of its agreement''s deals, or, without a deal, by the agency of whoever recorded it.';

grant execute on function agency_of_user(uuid) to ancrage_service;
