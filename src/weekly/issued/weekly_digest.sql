create or replace function weekly_digest(summary uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(
    sha256(
      convert_to(
        coalesce(
          (
            select string_agg(text, E'\n' order by part, place, text)
            from (
              select
                1 as part, d.reference || d.part as place,
                -- without an upper end that says nothing more, as in the digests of summaries from before it
                (
                  to_jsonb(d) - 'summary_id' - 'acl' - case
                    when d.realised_high is not distinct from d.realised then 'realised_high'
                    else ''
                  end - case
                    when d.realised_high_was is not distinct from d.realised_was then 'realised_high_was'
                    else ''
                  end
                )::text as text
              from weekly_deal d
              where d.summary_id = summary
              union all
              select 2, w.deal_id::text, (to_jsonb(w) - 'summary_id' - 'acl')::text
              from weekly_deal_text w
              where w.summary_id = summary
              union all
              select
                3, to_char(l.ordinal, 'FM0000000000'),
                (to_jsonb(l) - 'summary_id' - 'acl' - 'embargo_acl' - 'claim_acls' - 'party_acls')::text
              from weekly_line l
              where l.summary_id = summary
              union all
              -- the names of the format, which digests of issued summaries contain
              select
                4, k.deal_id::text,
                jsonb_build_object(
                  'deal_id', k.deal_id, 'seen', k.masked_acl, 'full_access', k.full_acl
                )::text
              from weekly_deal_acl k
              where k.summary_id = summary
            ) t
          ),
          ''
        ),
        'UTF8'
      )
    ),
    'hex'
  )
$$;

comment on function weekly_digest(uuid) is
  'Returns the SHA-256 digest (hexadecimal) of the content of an issued summary, access keys of single rows aside: equal content has an equal digest. Security definer: it covers rows that the viewer may not see, and reveals none.';

grant execute on function weekly_digest(uuid) to ancrage_service;
