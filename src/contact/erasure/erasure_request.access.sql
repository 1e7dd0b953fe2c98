-- A HEAD of the agency sees a request if they see a row that the request is about. request_erasure() adds
-- requests, and answer_erasure_request() closes them; none is removed.
comment on table erasure_request is
  'Requests to the HEADs of other agencies to erase a person from their rows. Which rows match is not stored: the HEAD looks for it in what they see.';
comment on column erasure_request.agency_id is 'The agency whose HEADs get the request.';
comment on column erasure_request.by_agency_id is 'The agency that erased the person.';
comment on column erasure_request.identifiers is
  'Names, addresses and numbers of the person; null once answered.';
comment on column erasure_request.acl is 'Tokens with which a HEAD sees at least one of the rows.';
comment on column erasure_request.reason is 'Why something was kept; null: not stated.';
comment on column erasure_request.answered_at is 'Null while the request is open.';

call enable_rls('erasure_request');

grant select on erasure_request to ancrage_service;

create policy head_sees on erasure_request for select to ancrage_service
  using (
    agency_id = (select viewer_agency())
    and (select viewer_is_head())
    and acl &&& (select viewer_acl_tokens())
  );
