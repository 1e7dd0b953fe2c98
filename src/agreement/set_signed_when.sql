create or replace function set_signed_when() returns trigger
language plpgsql as $$
begin
  if new.signed_on is null then
    new.signed_when_from := null;
    new.signed_when_to := null;
    new.signed_when_precision := null;
  elsif new.signed_when_precision is null
        or new.signed_on not between new.signed_when_from and new.signed_when_to then
    new.signed_when_from := new.signed_on;
    new.signed_when_to := new.signed_on;
    new.signed_when_precision := 'DAY';
  end if;
  return new;
end $$;

comment on function set_signed_when() is
  'Dates the signature of an agreement by its day if the writer gives no partial date.';

create trigger set_signed_when
  before insert or update of signed_on on agreement for each row execute function set_signed_when();
