-- Made from fact_conditions() by missing_facts_query().
do $do$
begin
  execute format(
    $sql$
      create or replace function missing_facts_of_deals(deal_ids uuid[], stages text[]) returns table (
        deal_id uuid, expected_decision_to date, facts text[]
      )
      language plpgsql stable security definer rows 10000 set search_path = public, pg_temp set work_mem = '32MB'
        set random_page_cost = 1.1 as $$
      begin
        -- `execute` plans the statement for the arrays at hand, be they of ten deals or of ten thousand
        return query execute $query$%s$query$ using deal_ids, stages;
      end $$
    $sql$,
    missing_facts_query(false)
  );
end
$do$;

comment on function missing_facts_of_deals(uuid[], text[]) is
  'Returns, of open deals and their stages (two arrays of the same length), one row per deal that the viewer sees in full: the last day on which its decision is expected, and the facts that it lacks for the next stage, in the order of the stages. Deals in stages that are not open are left out. Security definer, as missing_facts: a fact counts whether or not the viewer may see the row that shows it.';

grant execute on function missing_facts_of_deals(uuid[], text[]) to ancrage_service;
