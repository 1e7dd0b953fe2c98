create or replace function claim_versions(claim_id uuid, corrects_id uuid) returns uuid[]
language sql stable as $$
  select array(
    select claim_versions.claim_id
    union all
    select claim_versions.corrects_id
    where claim_versions.corrects_id is not null
    union all
    select c.id
    from claim c
    where c.corrects_id = claim_versions.corrects_id and c.id <> claim_versions.claim_id
  )
$$;

comment on function claim_versions(uuid, uuid) is
  'Returns the ids of a claim and of those with another day that were withdrawn for it; the parameters are columns of the claim. A claim that disputes one of them disputes all: a correction of the day ends no dispute. Runs under the policies of the caller.';

grant execute on function claim_versions(uuid, uuid) to ancrage_service;
