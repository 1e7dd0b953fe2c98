create or replace function acl_tokens_of(
  agency_serial int, user_serial int, role text, clearance text
) returns int[]
language sql immutable parallel safe return
  array[0, -user_serial] || (
    array[
      agency_acl_token(agency_serial, 0), agency_acl_token(agency_serial, 1),
      agency_acl_token(agency_serial, 2), agency_acl_token(agency_serial, 3)
    ]
  )[1:confidentiality_level(clearance) + 1] || case
    when role in ('HEAD', 'ANALYST', 'CABINET') then (array[1, 2, 3])[1:confidentiality_level(clearance)]
    else '{}'
  end;

comment on function acl_tokens_of(int, int, text, text) is
  'The only doors to credentials and sessions, which the service''s role cannot read.';
