create or replace function own_exports_of_contact(contact_id uuid, identifiers text[]) returns setof export
language sql stable security definer set search_path = public, pg_temp as $$
  select e.*
  from export e
  where e.user_id = viewer_id()
    and e.status <> 'RUNNING'
    and (e.kept_until is not null or e.question is not null)
    and (
      exists (
        select
        from export_row r
        where r.export_id = e.id and r.type = 'Contact' and own_exports_of_contact.contact_id = any(r.ids)
      )
        or exists (
          select
          from export_part p,
            unnest(identifiers) i (value),
            lateral (select token_hashes(i.value) as hashes) h
          where p.export_id = e.id and h.hashes <> '{}' and p.words @> h.hashes
        )
        or exists (
          select from json_texts(e.question) v where fold(v) ~ identifier_pattern(identifiers, false)
        )
    )
$$;

comment on function own_exports_of_contact(uuid, text[]) is
  'Returns the finished exports of the viewer that show a contact or contain all words of one of these names, addresses or numbers. Security definer: the words of an export are hidden from the service; it reads only exports of the viewer.';

grant execute on function own_exports_of_contact(uuid, text[]) to ancrage_service;
