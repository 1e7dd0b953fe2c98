create or replace function can_see_subjects(subjects jsonb) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select not exists (
    select
    from jsonb_array_elements(subjects) g (ids)
    where not exists (
      select
      from jsonb_array_elements_text(g.ids) t (id)
      where exists (select from prospect p where p.id = t.id::uuid)
        or exists (select from deal_identity i where i.deal_id = t.id::uuid)
        or exists (select from contact c where c.id = t.id::uuid)
        or exists (select from meeting m where m.id = t.id::uuid)
        or exists (select from agreement a where a.id = t.id::uuid)
        or exists (select from claim c where c.id = t.id::uuid)
        or exists (select from location l where l.id = t.id::uuid)
        or exists (select from task k where k.id = t.id::uuid)
    )
  )
$$;

comment on function can_see_subjects(jsonb) is
  'Returns whether the viewer sees, for each text of a saved question that names rows, at least one of them. Runs under the policies of the caller.';

grant execute on function can_see_subjects(jsonb) to ancrage_service;
