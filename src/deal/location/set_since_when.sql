create or replace function set_since_when() returns trigger
language plpgsql as $$
begin
  if new.since_when_precision is null or new.since not between new.since_when_from and new.since_when_to then
    new.since_when_from := new.since;
    new.since_when_to := new.since;
    new.since_when_precision := 'DAY';
  end if;
  return new;
end $$;

comment on function set_since_when() is
  'Dates the standing of a location by its day if the writer gives no partial date.';

create trigger set_since_when
  before insert or update of since on location for each row execute function set_since_when();
