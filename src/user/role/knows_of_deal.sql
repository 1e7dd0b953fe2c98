create or replace function knows_of_deal(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from need_to_know n where n.user_id = knows_of_deal.user_id)
    and (session_user = current_user or is_admin_of_user(knows_of_deal.user_id))
$$;

comment on function knows_of_deal(uuid) is
  'Returns whether a user is on the need-to-know list of a deal: then they read more than their role and clearance say, so that their account counts as raised (requires_second_person, create_password_link). False unless the viewer is an ADMIN of their agency, or the owner of the tables calls. Security definer: the ADMIN may not see the list.';

grant execute on function knows_of_deal(uuid) to ancrage_service;
