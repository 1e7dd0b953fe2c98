create or replace function set_known_since() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entered_at timestamptz;
begin
  -- a viewer enters what is known from now on
  if new.known_since is null or viewer_id() is not null then
    if tg_nargs = 1 then
      entered_at := instant_of_write((to_jsonb(new) ->> tg_argv[0])::timestamptz);
    else
      execute format('select updated_at from %I where id = $1', tg_argv[0])
        into entered_at using (to_jsonb(new) ->> tg_argv[1])::uuid;
      -- a writer that leaves the row as it is has no other clock
      entered_at := greatest(instant_of_write(entered_at), date_trunc('milliseconds', now()));
    end if;
    new.known_since := entered_at;
  end if;
  return new;
end $$;

comment on function set_known_since() is
  'Sets known_since of a new row. The arguments are the column with the instant at which it was recorded; for a link, the table of its row and the column of the id: a link is known since the edit of its row, which a writer saves before its links. Security definer: the writer may not see the row any more.';
