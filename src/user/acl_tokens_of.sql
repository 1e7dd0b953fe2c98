-- An OPERATOR has no token: they see no deal, not even an OPEN one, and no row that is protected like one.
--
-- Access control: a protected row has an ACL, an array of integer tokens, and a viewer has a few tokens. The
-- row is visible if the two overlap (&&&), without a look-up in another table. The tokens:   0
-- every signed-in user   1, 2, 3               any HEAD, ANALYST or CABINET whose clearance reaches INTERNAL,
-- RESTRICTED, SECRET   16 + 4*agency + 0..3  users of this agency whose clearance reaches OPEN .. SECRET
-- -user                 this user
create or replace function acl_tokens_of(
  agency_serial int, user_serial int, role text, clearance text
) returns int[]
language sql immutable parallel safe return
  case
    when role = 'OPERATOR' then '{}'::int[]
    else array[0, -user_serial] || (
      array[
        agency_acl_token(agency_serial, 0), agency_acl_token(agency_serial, 1),
        agency_acl_token(agency_serial, 2), agency_acl_token(agency_serial, 3)
      ]
    )[1:confidentiality_level(clearance) + 1] || case
      when role in ('HEAD', 'ANALYST', 'CABINET') then (array[1, 2, 3])[1:confidentiality_level(clearance)]
      else '{}'
    end
  end;

comment on function acl_tokens_of(int, int, text, text) is
  'Returns the ACL tokens of a user. A row is visible if its ACL has one of them: 0 every signed-in user; 1, 2, 3 any HEAD, ANALYST or CABINET cleared for INTERNAL, RESTRICTED, SECRET; agency_acl_token() users of an agency with a clearance; the negative serial of a user, that user. An OPERATOR has none.';

grant execute on function acl_tokens_of(int, int, text, text) to ancrage_service;
