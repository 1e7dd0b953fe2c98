create or replace function check_disputed_claim() returns trigger
language plpgsql as $$
begin
  if not exists (select 1 from claim where id = new.disputes_id) then
    raise exception 'a claim disputes an earlier one' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;

comment on function check_disputed_claim() is
  'Refuses a claim that disputes one that does not exist yet, so that disputes form no cycle, or that the writer does not see: it runs as the writer, and both answer alike.';

create trigger check_disputed_claim
  before insert on claim for each row when (new.disputes_id is not null)
  execute function check_disputed_claim();
