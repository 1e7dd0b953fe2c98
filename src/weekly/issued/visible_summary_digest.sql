create or replace function visible_summary_digest(summary uuid) returns text
language sql stable as $$
  select encode(sha256(convert_to(coalesce(string_agg(text, E'\n' order by text), ''), 'UTF8')), 'hex')
  from (
    select (to_jsonb(d) - 'summary_id' - 'acl')::text as text
    from weekly_deal d
    where d.summary_id = summary
    union all
    -- with the key of those who see the deal in full: a revision shows it to others
    select (to_jsonb(w) - 'summary_id')::text
    from weekly_deal_text w
    where w.summary_id = summary
    union all
    -- without the ordinal, which counts hidden lines as well
    select
      (to_jsonb(l) - 'summary_id' - 'ordinal' - 'acl' - 'embargo_acl' - 'claim_acls' - 'party_acls')::text
    from weekly_line l
    where l.summary_id = summary
  ) t
$$;

comment on function visible_summary_digest(uuid) is
  'Returns the SHA-256 digest (hexadecimal) of what the viewer sees of an issued summary: issuing again shows a HEAD only the differences that they see. Row-level security decides; weekly_digest() covers all of the content.';

grant execute on function visible_summary_digest(uuid) to ancrage_service;
