create or replace function is_claimable_role(role text) returns boolean
language sql immutable parallel safe return
  coalesce(role in ('OFFICER', 'HEAD', 'CABINET', 'ANALYST'), false);

comment on function is_claimable_role(text) is
  'Returns whether the claims of an OpenID provider can give and take this role. A role that is not in the list, such as ADMIN and OPERATOR, is given and taken in this service only. The same list: claimableRoles in src/config/settings.ts.';
