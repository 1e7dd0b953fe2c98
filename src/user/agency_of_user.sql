create or replace function agency_of_user(user_id uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select agency_id from "user" where id = user_id
$$;

comment on function agency_of_user(uuid) is
  'Returns the agency of a user, null for an unknown id. Security definer, so that the policies of claim and claim_grading can call it without those of user.';

grant execute on function agency_of_user(uuid) to ancrage_service;
