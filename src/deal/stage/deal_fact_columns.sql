-- Made from fact_conditions(), in its order:
--   create view deal_fact_columns with (security_barrier) as
--   select d.id as deal_id,
--     i.prospect_id is not null as "prospect",
--     d.sector is not null as "sector", …
--   from deal d join deal_identity i on i.deal_id = d.id
--   where d.full_acl &&& (select viewer_acl_tokens())
do $do$
begin
  execute format(
    $sql$
      create view deal_fact_columns with (security_barrier) as
      select d.id as deal_id, %s
      from deal d join deal_identity i on i.deal_id = d.id
      where d.full_acl &&& (select viewer_acl_tokens())
    $sql$,
    (
      select string_agg(format('%s as %I', f.condition, f.fact), ', ' order by f.ordinal)
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    )
  );
end
$do$;

comment on view deal_fact_columns is
  'One row per deal that the viewer sees in full, with one boolean column per fact of fact_conditions(): whether the deal shows it. A column that is not selected is not computed.';

grant select on deal_fact_columns to ancrage_service;
