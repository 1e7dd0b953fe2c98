create or replace function set_stated_when() returns trigger
language plpgsql as $$
begin
  if new.stated_when_precision is null then
    new.stated_when_from := new.stated_on;
    new.stated_when_to := new.stated_on;
    new.stated_when_precision := 'DAY';
  end if;
  return new;
end $$;

comment on function set_stated_when() is
  'Dates a statement about jobs, or a claim, by its day if the writer gives no partial date.';

create trigger set_stated_when
  before insert on job_projection for each row execute function set_stated_when();

create trigger set_stated_when before insert on claim for each row execute function set_stated_when();
