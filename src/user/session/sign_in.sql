create view sign_in with (security_barrier) as
select
  e.id, coalesce(e.user_id, e.subject_id) as user_id, e.at, e.verb = 'signIn' as succeeded,
  e.after ->> 'method' as method, e.after ->> 'provider' as provider, e.after ->> 'subject' as subject,
  e.after ->> 'reason' as reason, e.after ->> 'address' as address, e.after ->> 'userAgent' as user_agent
from audit_entry e
where e.verb in ('signIn', 'failSignIn')
  and (
    coalesce(e.user_id, e.subject_id) = (select viewer_id())
      or (e.acls is null or could_see_entry(e.acls, (select viewer_acl_tokens())))
      and is_admin_of_user(coalesce(e.user_id, e.subject_id))
  );

comment on view sign_in is
  'Sign-ins of a user, successful and failed, from the audit trail: of the viewer, and as ADMIN of the users of their agency. Reads as the owner, because the policies of audit_entry show these entries to an ADMIN only.';

grant select on sign_in to ancrage_service;
