create or replace function record_location_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into location_history (location_id, deal_id, ordinal, standing, since, since_when_from, since_when_to,
                                since_when_precision, recorded_at, by_id)
  select new.id, new.deal_id, coalesce(max(ordinal), 0) + 1, new.standing, new.since,
         new.since_when_from, new.since_when_to, new.since_when_precision,
         -- a verification is invalid from then on, whatever clock a viewer gives
         case when viewer_id() is null then new.updated_at
              else greatest(instant_of_write(new.updated_at), date_trunc('milliseconds', now())) end,
         viewer_id()
    from location_history where location_id = new.id;
  return null;
end $$;

comment on function record_location_history() is
  'Records the standing of a location when it is added and whenever its standing or its day changes. Security definer: the service may not write the history.';

create trigger record_location_history_on_insert
  after insert on location for each row execute function record_location_history();

create trigger record_location_history
  after update on location
  for each row when (
    (
      old.standing, old.since, old.since_when_from, old.since_when_to, old.since_when_precision
    ) is distinct from (
      new.standing, new.since, new.since_when_from, new.since_when_to, new.since_when_precision
    )
  ) execute function record_location_history();
