create or replace function requires_second_person(earlier "user", later "user") returns boolean
language sql stable return
  later.agency_id <> earlier.agency_id
  or later.role <> earlier.role
  and later.role in ('HEAD', 'ADMIN', 'OPERATOR')
  or later.clearance in ('RESTRICTED', 'SECRET')
  and confidentiality_level(later.clearance) > confidentiality_level(earlier.clearance)
  or (later.active and not earlier.active or later.email <> earlier.email)
  and (
    is_raised_account(earlier.role, earlier.clearance)
      or is_raised_account(later.role, later.clearance)
      or knows_of_deal(earlier.id)
  );

comment on function requires_second_person("user", "user") is
  'Returns whether a change of a user takes a second person (src/user/change/second-person.ts has the same rule; test/second-person.spec.ts compares them): a raised role or clearance; for an account that has one, or is on a need-to-know list, another e-mail address or reactivation; another agency.';

grant execute on function requires_second_person("user", "user") to ancrage_service;
