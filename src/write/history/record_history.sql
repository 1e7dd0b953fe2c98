create or replace function record_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  subject_type constant text := tg_argv[0];
  changed_id constant uuid := to_jsonb(old) ->> tg_argv[1];
  ended_at timestamptz;
begin
  if tg_op = 'UPDATE' then
    ended_at := instant_of_write(new.updated_at);
    -- a writer that leaves updated_at as it is has no other clock
    if viewer_id() is not null then ended_at := greatest(ended_at, date_trunc('milliseconds', now())); end if;
    new.known_since := ended_at;
  else
    execute format('select updated_at from %I where id = $1', lower(subject_type)) into ended_at using changed_id;
    ended_at := greatest(instant_of_write(ended_at), date_trunc('milliseconds', now()));
  end if;
  -- what was replaced in the same millisecond was never known
  if ended_at > old.known_since then
    execute format(
      'insert into %I select * from jsonb_populate_record(null::%1$I, $1)', tg_table_name || '_history'
    ) using to_jsonb(old) || jsonb_build_object(
      lower(subject_type) || '_id', changed_id,
      'replaced_at', ended_at,
      'acls', coalesce(
        prior_acls_of(subject_type, changed_id), subject_acls(subject_type, changed_id)
      )
    );
  end if;
  return case tg_op when 'UPDATE' then new else old end;
end $$;

comment on function record_history() is
  'Records in the history table what an edit of a row replaces, or that a link is removed, with the instant of the edit and the access keys that the row had, as an audit entry has them. The arguments are the type in the API and the column of its id. Security definer: the service may not write the history.';
