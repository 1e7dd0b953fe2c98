create or replace function is_transaction_marked(kind text, subject_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from transaction_mark m
    where m.kind = is_transaction_marked.kind
      and m.subject_id = is_transaction_marked.subject_id
      and m.marked_in = pg_current_xact_id_if_assigned()
  )
$$;

comment on function is_transaction_marked(text, uuid) is
  'Returns whether mark_transaction() has set this mark in this transaction. Not granted to the service: functions of the owner call it.';
