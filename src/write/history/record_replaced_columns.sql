create or replace function record_replaced_columns() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  subject constant text := tg_argv[0];
  changed_id constant uuid := to_jsonb(old) ->> tg_argv[1];
  history constant text := tg_table_name || '_history';
  since timestamptz;
  ended_at timestamptz;
begin
  -- the clock of the edit: that of the row, or of the row that it belongs to
  execute format('select updated_at from %I where id = $1', subject) into ended_at using changed_id;
  ended_at := instant_of_write(ended_at);
  -- a writer that leaves updated_at as it is has no other clock
  if viewer_id() is not null or ended_at = (to_jsonb(old) ->> 'updated_at')::timestamptz then
    ended_at := greatest(ended_at, date_trunc('milliseconds', now()));
  end if;
  execute format('select coalesce(max(replaced_at), ''-infinity'') from %I where %I = $1', history, subject || '_id')
    into since using changed_id;
  -- what was replaced in the same millisecond was never known
  if ended_at > since then
    execute format('insert into %I select * from jsonb_populate_record(null::%1$I, $1)', history)
      using to_jsonb(old) || jsonb_build_object(
        subject || '_id', changed_id,
        'known_since', since,
        'replaced_at', ended_at,
        'acls', case
          when tg_nargs = 3 then array[translate(to_jsonb(old) ->> tg_argv[2], '[] ', '{}')]
          when subject = 'deal' then coalesce(
            (
              select p.acls
              from prior_acl p
              where p.subject_id = changed_id and p.changed_in = pg_current_xact_id_if_assigned()
            ),
            subject_acls('Deal', changed_id)
          )
          when subject = 'stake' then subject_acls('Stake', changed_id)
        end,
        'full_acls', array[translate(to_jsonb(old) ->> 'full_acl', '[] ', '{}')]
      );
  end if;
  return null;
end $$;

comment on function record_replaced_columns() is
  'Records in the history table what an edit of a row replaces, with the instant of the edit and the access keys that the row had, where the history has any. The first row of a history holds from the beginning, so a row of today without history needs no instant. The arguments are the table of the subject, the column of its id, and the column of the access key; without it, the keys of a deal or a stake are those of an audit entry, and other histories have none. A history of a row with a full_acl keeps it, too. Security definer: the service may not write the history.';
