create or replace function create_mail_batch(
  summary uuid, at timestamptz, ids uuid[], users uuid[], message_ids text[]
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_head() then
    raise exception 'a HEAD has the summaries of his agency sent' using errcode = 'insufficient_privilege';
  end if;
  insert into mail_batch (agency_id, monday, summary_id, ordered_by_id, made_at)
  select s.agency_id, s.monday, s.id, viewer_id(), at from weekly_summary s where s.id = summary and s.agency_id = viewer_agency();
  insert into delivery (id, summary_id, user_id, message_id, next_attempt_at, created_at)
  select t.id, s.id, t.user_id, t.message_id, at, at from unnest(ids, users, message_ids) t (id, user_id, message_id)
    join weekly_summary s on s.id = summary and s.agency_id = viewer_agency()
    join recipient r on r.agency_id = s.agency_id and r.user_id = t.user_id and r.removed_at is null;
end $$;

comment on function create_mail_batch(uuid, timestamptz, uuid[], uuid[], text[]) is
  'By the HEAD who ordered it; ids and message ids are for the recipients in their order.';

grant execute on function create_mail_batch(uuid, timestamptz, uuid[], uuid[], text[]) to ancrage_service;
