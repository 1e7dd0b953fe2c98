create or replace function update_claim_grade() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim c
     set standing = g.standing, reliability = g.reliability, credibility = g.credibility,
         updated_at = greatest(c.updated_at, new.recorded_at), version = c.version + (new.ordinal > 1)::int
    from (
      select *
        from claim_grading g
       where g.claim_id = new.claim_id
         and not exists (select 1 from claim_grading r where r.replaces_id = g.id)
       order by g.graded_on desc, g.ordinal desc
       limit 1
    ) g
   where c.id = new.claim_id;
  return null;
end $$;

comment on function update_claim_grade() is
  'Copies to a claim the grading that counts after one was added: that of the latest day, then of the highest ordinal, which no other grading replaces, in whatever order they were recorded. Every grading but the first raises the version. Security definer: the service may not update these columns.';

create trigger update_claim_grade
  after insert on claim_grading for each row execute function update_claim_grade();
