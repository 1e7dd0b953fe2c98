create view active_session with (security_barrier) as
select
  id, user_id, created_at as started_at, last_seen_at, expires_at, host(address) as address, user_agent,
  id = viewer_session() as current
from session
where user_id = (select viewer_id())
  and ended_at is null
  and expires_at > now()
  and last_seen_at + idle > now();

comment on view active_session is
  'The sessions of the viewer that still work, without their tokens. Reads as the owner: the service cannot read session itself.';

grant select on active_session to ancrage_service;
