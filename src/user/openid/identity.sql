create view identity with (security_barrier) as
select
  i.id, i.user_id, i.issuer, i.subject, i.linked_email, i.created_at as linked_at, i.last_used_at,
  i.removed_at, i.removed_by_id, i.may_link_again
from user_identity i
where i.user_id = (select viewer_id()) or is_admin_of_user(i.user_id);

comment on view identity is
  'Identities at OpenID providers: of the viewer, and as ADMIN of the users of their agency. Reads as the owner: the service cannot read user_identity itself.';

grant select on identity to ancrage_service;
