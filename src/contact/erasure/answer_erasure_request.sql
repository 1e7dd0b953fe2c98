create or replace function answer_erasure_request(request_id uuid, given_reason text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  request erasure_request;
begin
  select * into request
    from erasure_request r
   where r.id = request_id and r.answered_at is null and r.agency_id = viewer_agency() and viewer_is_head()
     and r.acl &&& (select viewer_acl_tokens())
     for update;
  if not found then return false; end if;
  perform redact_chosen_mentions(request.contact_id, identifier_pattern(request.identifiers, false));
  update erasure_request
     set identifiers = null, reason = given_reason, answered_at = now(), answered_by_id = viewer_id(),
         updated_at = now(), version = version + 1
   where id = request_id;
  return true;
end $$;

comment on function answer_erasure_request(uuid, text) is
  'Redacts the mentions that the viewer has chosen, a HEAD who got an erasure request, and closes the request: what it looked for is forgotten. Returns false, and changes nothing, for a request that is not theirs or is closed. Security definer: audit entries, append-only records and issued summaries are not the service''s to change.';

grant execute on function answer_erasure_request(uuid, text) to ancrage_service;
