create type search_document as (names text[], prose text[], codes text[]);

comment on type search_document is
  'The searchable texts of a row: names, in which typos count, prose, in which they do not, and codes, whose labels in four languages find the row (src/search/label-codes.ts).';

create or replace function search_document(r meeting) returns search_document
language sql stable return
  case
    when r.withdrawn_at is null then row(
      array[r.title],
      array[r.place, r.outcome, r.cancel_reason] || r.topics,
      array['word.meeting', 'meetingStatus.' || r.status]
    )::search_document
    else row('{}'::text[], '{}'::text[], '{}'::text[])::search_document
  end;

comment on function search_document(meeting) is
  'Returns the searchable texts of a meeting; none of a withdrawn one.';

grant execute on function search_document(meeting) to ancrage_service;

create or replace function search_document(r prospect) returns search_document
language sql stable return
  row(
    array[r.name, r.legal_name, r.enterprise_number, r.lei] || r.aliases,
    array[r.city, r.website],
    array['word.prospect', 'country.' || r.country, 'nace.' || r.sector]
  )::search_document;

comment on function search_document(prospect) is 'Returns the searchable texts of a prospect.';

grant execute on function search_document(prospect) to ancrage_service;

create or replace function search_document(r contact) returns search_document
language sql stable return row(array[r.name], array[r.job_title], array['word.contact'])::search_document;

comment on function search_document(contact) is
  'Returns the searchable texts of a contact; its employments have texts of their own.';

grant execute on function search_document(contact) to ancrage_service;

create or replace function search_document(r employment) returns search_document
language sql stable return
  row('{}'::text[], array[r.job_title] || r.emails || r.phones, array['word.contact'])::search_document;

comment on function search_document(employment) is
  'Returns the searchable texts of an employment, by which its contact is found.';

grant execute on function search_document(employment) to ancrage_service;

create or replace function search_document(r deal) returns search_document
language sql stable return
  case
    when r.withdrawn_at is null then row(
      array[r.reference, r.code_name], '{}'::text[],
      array[
        'word.deal', 'stage.' || r.stage, 'nace.' || r.sector, 'activity.' || r.activity,
        'dealType.' || r.type
      ]
    )::search_document
    else row('{}'::text[], '{}'::text[], '{}'::text[])::search_document
  end;

comment on function search_document(deal) is
  'Returns the searchable texts of a deal; title and description are those of deal_identity.';

grant execute on function search_document(deal) to ancrage_service;

create or replace function search_document(r deal_identity) returns search_document
language sql stable return
  case
    when exists (select 1 from deal d where d.id = r.deal_id and d.withdrawn_at is null) then row(
      array[r.title],
      array[r.description] || array(
        select t.value from deal_texts(r.deal_id) t where t.value is not null order by 1
      ),
      deal_codes(r.deal_id)
    )::search_document
    else row('{}'::text[], '{}'::text[], '{}'::text[])::search_document
  end;

comment on function search_document(deal_identity) is
  'Returns the searchable texts of a deal_identity: its own, and those of the places, job projections and losses of the deal (deal_texts.sql), which have the same access key.';

grant execute on function search_document(deal_identity) to ancrage_service;

create or replace function search_document(r agreement) returns search_document
language sql stable return
  case
    when r.withdrawn_at is null then row(
      array[r.title],
      array[r.place] || array(select p.name from agreement_party p where p.agreement_id = r.id order by p.id),
      array['word.agreement', 'agreementKind.' || r.kind, 'web.agreementStanding.' || r.standing]
    )::search_document
    else row('{}'::text[], '{}'::text[], '{}'::text[])::search_document
  end;

comment on function search_document(agreement) is
  'Returns the searchable texts of an agreement, with the names of parties that are not in the system; none of a withdrawn one.';

grant execute on function search_document(agreement) to ancrage_service;

create or replace function search_document(r claim) returns search_document
language sql stable return
  case
    when r.withdrawn_at is null then row(
      array[r.statement],
      array[r.wording, r.source_name, r.source_medium],
      array['word.claim', 'claimStanding.' || r.standing, 'sourceKind.' || r.source_kind]
    )::search_document
    else row('{}'::text[], '{}'::text[], '{}'::text[])::search_document
  end;

comment on function search_document(claim) is 'Returns the searchable texts of a claim.';

grant execute on function search_document(claim) to ancrage_service;
