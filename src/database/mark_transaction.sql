create or replace function mark_transaction(kind text, subject_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into transaction_mark
  values (mark_transaction.kind, mark_transaction.subject_id, pg_current_xact_id())
  on conflict on constraint transaction_mark_pkey do update
  set marked_in = excluded.marked_in
$$;

comment on function mark_transaction(text, uuid) is
  'Sets a mark that holds until the transaction ends (transaction_mark). Not granted to the service: functions that have checked the caller, and triggers, call it.';
