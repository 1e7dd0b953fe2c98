-- Made from fact_conditions(), in its order:
--   create view deal_fact_rows with (security_barrier) as
--   select d.id as deal_id, r.fact,
--     coalesce(case r.fact when 'prospect' then i.prospect_id is not null … end, false) as is_shown
--   from deal d join deal_identity i on i.deal_id = d.id, (values ('prospect'), ('sector'), …) r (fact)
--   where d.full_acl &&& (select viewer_acl_tokens())
do $do$
begin
  execute format(
    $sql$
      create view deal_fact_rows with (security_barrier) as
      select d.id as deal_id, r.fact, coalesce(case r.fact %s end, false) as is_shown
      from deal d join deal_identity i on i.deal_id = d.id, (values %s) r (fact)
      where d.full_acl &&& (select viewer_acl_tokens())
    $sql$,
    (
      select string_agg(format('when %L then %s', f.fact, f.condition), ' ' order by f.ordinal)
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    ),
    (
      select string_agg(format('(%L)', f.fact), ', ' order by f.ordinal)
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    )
  );
end
$do$;

comment on view deal_fact_rows is
  'One row per deal that the viewer sees in full and fact of fact_conditions(), with whether the deal shows it. A filter on `fact` costs nothing for the other facts: it is leakproof, so it is applied before `is_shown` is computed.';

grant select on deal_fact_rows to ancrage_service;
