-- Made from fact_conditions() by missing_facts_query(), with the rows that held at an instant.
do $do$
begin
  execute format(
    $sql$
      create or replace function missing_facts_known_at(
        deal_ids uuid[], stages text[], known_at timestamptz
      ) returns table (deal_id uuid, expected_decision_to date, facts text[])
      language plpgsql stable security definer rows 10000 set search_path = public, pg_temp set work_mem = '32MB'
        set random_page_cost = 1.1 as $$
      begin
        -- the usual case: nothing was recorded since, so the rows of today are those that were known
        if is_unchanged_since(known_at) then
          return query select * from missing_facts_of_deals(deal_ids, stages);
          return;
        end if;
        -- `execute` plans the statement for the arrays at hand, be they of ten deals or of ten thousand
        return query execute $query$%s$query$ using deal_ids, stages, known_at;
      end $$
    $sql$,
    missing_facts_query(true)
  );
end
$do$;

comment on function missing_facts_known_at(uuid[], text[], timestamptz) is
  'Returns what missing_facts_of_deals() returned at an instant: the facts that open deals lacked for the next stage by what had been recorded of the deals, their officers, companies, contacts, locations, job projections, verifications, meetings and agreements. The access of an officer, and whether an agency is active, are those of today. Security definer, as missing_facts_of_deals().';

grant execute on function missing_facts_known_at(uuid[], text[], timestamptz) to ancrage_service;
