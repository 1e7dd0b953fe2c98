create or replace function issued_view_digest(summary uuid) returns text
language sql stable as $$
  with
    -- a file shows a revision, and what differs from the one before it
    shown as materialized (
      select o.id, o.revision
      from weekly_summary s
        join weekly_summary o on o.agency_id = s.agency_id
          and o.week = s.week
          and o.revision between s.revision - 1 and s.revision
      where s.id = issued_view_digest.summary
    ),
    -- persons and companies are named in lines only where the viewer may see them today, companies also then
    named as materialized (
      select distinct
        e.body ->> k.field as id, k.list, s.revision, l.party_acls ->> (e.body ->> k.field) as acl
      from shown s join weekly_line l on l.summary_id = s.id,
        lateral (values ('participants', 'contact'), ('parties', 'prospect')) k(list, field),
        lateral jsonb_array_elements(l.body -> k.list) e(body)
      where l.body ? k.list and jsonb_typeof(e.body) = 'object' and e.body ->> k.field is not null
    )
  select encode(
    sha256(
      convert_to(
        concat_ws(
          E'\n', issued_view_digest.summary,
          (select string_agg(visible_summary_digest(s.id), E'\n' order by s.revision) from shown s),
          (
            select string_agg(distinct n.id, E'\n' order by n.id)
            from named n join contact c on c.id = n.id::uuid
            where n.list = 'participants' and c.name is not null
          ),
          '-',
          (
            select string_agg(distinct n.id, E'\n' order by n.id)
            from named n join prospect p on p.id = n.id::uuid
            where n.list = 'parties'
          ),
          -- seen today, and not then
          (
            select string_agg(n.revision || ' ' || n.id, E'\n' order by n.revision, n.id)
            from named n join prospect p on p.id = n.id::uuid
            where n.list = 'parties' and not could_see_entry(array[n.acl], (select viewer_acl_tokens()))
          )
        ),
        'UTF8'
      )
    ),
    'hex'
  )
$$;

comment on function issued_view_digest(uuid) is
  'Returns the SHA-256 digest (hexadecimal) of what a file of an issued summary can show the viewer: viewers with the same digest get the same file. Row-level security decides. Names of persons, agencies and users are not in it, so that a later change of a name leaves the file as it is.';

grant execute on function issued_view_digest(uuid) to ancrage_service;
