-- A change is seen by its user, by ADMINs of the agencies that it concerns, and by OPERATORs. request_user_change() adds
-- it, decide_user_change() decides it; none is removed.
comment on table user_change is
  'Changes of users that take a second person: requested by an ADMIN, decided by another ADMIN or an OPERATOR.';
comment on column user_change.agency_id is 'The agency to which the user moves; null: they stay.';
comment on column user_change.reactivates is 'Whether the user can sign in again.';
comment on column user_change.resets_password is 'Whether the ADMIN may hand over a link to set a password.';
comment on column user_change.decision is 'Null: it waits, or has expired.';
comment on column user_change.used_at is 'When the link of an approved reset was made; null: it was not.';

call enable_rls('user_change');

grant select on user_change to ancrage_service;

create policy viewer_sees on user_change for select to ancrage_service
  using (
    user_id = (select viewer_id())
    or (select viewer_is_operator())
    or is_admin_of_user(user_id)
    or (select viewer_is_admin())
    and agency_id = (select viewer_agency())
  );
