create or replace function snapshot_week(
  summary uuid, agency uuid, monday date, known_at timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  deals uuid[];
  stages text[];
  last_day date := least(snapshot_week.monday + 6, (known_at at time zone 'Europe/Brussels')::date);
begin
  -- how the deals were
  insert into weekly_deal (
    summary_id, part, deal_id, reference, code_name, was, low_was, high_was, realised_was, opening, stage, low,
    high, realised, closing, way_in, way_out, direction, probability_was, probability, capex_low, capex_high,
    capex_currency, past, realised_high_was, realised_high, acl
  )
  select summary, w.*, d.masked_acl
    from week_deal_rows(snapshot_week.agency, snapshot_week.monday, known_at) w
      join deal d on d.id = w.deal_id;

  -- events, and what needs attention: today while the week runs, otherwise at its end
  select array_agg(w.deal_id), array_agg(w.stage) into deals, stages
    from weekly_deal w where w.summary_id = summary and w.part = 'week' and w.closing;

  insert into weekly_line (
    summary_id, ordinal, kind, source_id, deal_ids, words, acl, body, embargo_acl, claim_acls, party_acls
  )
  select summary, row_number() over (order by l.kind, l.place, l.source_id, l.words, l.body::text), l.kind,
      l.source_id, l.deal_ids, l.words,
      case cardinality(l.deal_ids)
        -- without a deal, the key of the meeting, agreement, claim or withdrawn row
        when 0 then coalesce(
          (select m.acl from meeting m where m.id = l.source_id),
          (select a.acl from agreement a where a.id = l.source_id),
          (select c.acl from claim c where c.id = l.source_id),
          (select t.acl from task t where t.id = l.source_id),
          -- of a withdrawn stake, viewers of both companies by one token
          (
            select array(select unnest(h.acl) intersect select unnest(p.acl))
            from stake t join prospect h on h.id = t.holder_id join prospect p on p.id = t.held_id
            where t.id = l.source_id
          ))
        -- about one deal, that of the deal
        when 1 then (
          select case when l.words then d.full_acl else d.masked_acl end
            from deal d where d.id = l.deal_ids[1])
      end, l.body, line_embargo_acl(l.source_id, known_at),
      -- of a dispute, of both claims, whatever deals they are about
      case
        when l.kind = 'dispute' then (
          select array[c.acl::text, o.acl::text]
          from claim c join claim o on o.id = c.disputes_id
          where c.id = l.source_id
        )
      end,
      -- of an agreement, of the companies among its parties
      case
        when l.body ? 'parties' then (
          select jsonb_object_agg(p.id, p.acl::text)
          from jsonb_array_elements(l.body -> 'parties') e(body)
            join prospect p on p.id = (e.body ->> 'prospect')::uuid
        )
      end
    from (
      select * from weekly_event_rows(
        snapshot_week.agency, snapshot_week.monday, snapshot_week.monday + 6, known_at
      )
      union all
      select 'attention', a.deal_id, array[a.deal_id], true, a.deal_id::text || a.code,
          jsonb_build_object(
            'deal', a.deal_id, 'code', a.code, 'since', a.since, 'tasks', a.tasks, 'facts', a.facts)
        from (
          select * from weekly_attention(deals, stages, last_day, known_at)
          union all
          select * from invalid_verifications(
            snapshot_week.agency, snapshot_week.monday, snapshot_week.monday + 6, known_at
          )
        ) a) l;

  -- what the first page says of the deals, and what is to come
  insert into weekly_line (summary_id, ordinal, kind, source_id, deal_ids, words, acl, body)
  select summary,
      (select count(*) from weekly_line where summary_id = summary)
        + row_number() over (order by l.kind, l.place, l.source_id, l.words),
      l.kind, l.source_id, array[l.deal_id], l.words, case when l.words then d.full_acl else d.masked_acl end, l.body
    from (
      select 'dealFacts' as kind, '' as place, f.deal_id as source_id, f.deal_id, f.words, f.body
        from (
            select array_agg(k.deal_id) as deals
              from (
                select w.deal_id from weekly_deal w
                 where w.summary_id = summary and w.part = 'week' and w.stage is not null
                union
                select unnest(n.deal_ids) from weekly_line n where n.summary_id = summary) k
          ) k, weekly_deal_facts(k.deals, k.deals, last_day, known_at) f
      union all
      select c.kind, c.place::text, c.source_id, c.deal_id, c.words, c.body
        from weekly_coming(deals, last_day, 28, known_at) c) l
      join deal d on d.id = l.deal_id;

  -- names and access keys of every deal that a row or a line is about
  insert into weekly_deal_text (summary_id, deal_id, title, prospect, acl)
  select summary, i.deal_id, i.title, (select c.name from prospect c where c.id = i.prospect_id), d.full_acl
    from deal_identity i join deal d on d.id = i.deal_id
   where i.deal_id in (
     select deal_id from weekly_deal where summary_id = summary
     union
     select unnest(deal_ids) from weekly_line where summary_id = summary);

  insert into weekly_deal_acl (summary_id, deal_id, masked_acl, full_acl)
  select summary, d.id, d.masked_acl, d.full_acl
    from deal d
   where d.id in (
     select deal_id from weekly_deal where summary_id = summary
     union
     select unnest(deal_ids) from weekly_line where summary_id = summary);
end $$;

comment on function snapshot_week(uuid, uuid, date, timestamptz) is
  'Writes the content of an issued summary: the week of an agency as known at an instant, each row with the access key of today: that of viewers who may know of the deal, or see it in full where the row has words. Security definer: issue_weekly_summary() calls it with every access token, so that the snapshot is complete; each reader sees their part.';
