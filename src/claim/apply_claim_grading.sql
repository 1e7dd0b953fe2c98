create or replace function apply_claim_grading() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  graded_claim claim;
begin
  select * into graded_claim from claim where id = new.claim_id for update;
  -- the policy refuses, and no error differs between a hidden claim and one that does not exist
  if viewer_id() is not null and not coalesce(graded_claim.acl &&& (select viewer_acl_tokens()), false) then
    return new;
  end if;
  new.ordinal := coalesce((select max(ordinal) from claim_grading where claim_id = new.claim_id), 0) + 1;
  if new.graded_on < graded_claim.stated_when_from then
    raise exception 'a claim is graded before it was stated' using errcode = 'check_violation';
  elsif new.replaces_id is not null
      and not exists (
        select 1 from claim_grading g where g.id = new.replaces_id and g.claim_id = new.claim_id
      ) then
    raise exception 'a grading replaces one of the same claim' using errcode = 'check_violation';
  end if;
  return new;
end $$;

comment on function apply_claim_grading() is
  'Numbers a new grading within its claim, which it locks. Refuses a grading before the first day on which the claim may have been stated, and one that replaces a grading of another claim. Security definer: gradings that the writer may not see count.';

create trigger apply_claim_grading
  before insert on claim_grading for each row execute function apply_claim_grading();
