create or replace function create_mail_batch(
  summary_id uuid, at timestamptz, delivery_ids uuid[], user_ids uuid[], message_ids text[]
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_head() then
    raise exception 'requires a HEAD' using errcode = 'insufficient_privilege';
  end if;
  insert into mail_batch (agency_id, monday, summary_id, ordered_by_id, made_at)
  select s.agency_id, s.monday, s.id, viewer_id(), at
    from weekly_summary s
   where s.id = create_mail_batch.summary_id and s.agency_id = viewer_agency();
  insert into delivery (id, summary_id, user_id, message_id, next_attempt_at, created_at)
  select m.id, s.id, m.user_id, m.message_id, at, at
    from unnest(delivery_ids, user_ids, message_ids) m (id, user_id, message_id)
    join weekly_summary s on s.id = create_mail_batch.summary_id and s.agency_id = viewer_agency()
    join recipient r on r.agency_id = s.agency_id and r.user_id = m.user_id and r.removed_at is null;
end $$;

comment on function create_mail_batch(uuid, timestamptz, uuid[], uuid[], text[]) is
  'Queues the mails of an issued summary of the viewer''s agency, one for each user who is a recipient; the three arrays go together. Raises insufficient_privilege unless the viewer is a HEAD, and unique_violation if the week has a batch already. Security definer: the service cannot write batches and deliveries.';

grant execute on function create_mail_batch(uuid, timestamptz, uuid[], uuid[], text[]) to ancrage_service;
