create or replace function rows_named_by(content text) returns table (id uuid)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  folded constant text := fold(content);
  -- A short text names nothing, and a code such as OPEN only a row of just this name.
  is_part constant boolean := length(content) >= 4 and content !~ '^[A-Z_]+$';
begin
  if content ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return query
      select p.id from prospect p where p.id = content::uuid
      union all select i.deal_id from deal_identity i where i.deal_id = content::uuid
      union all select c.id from contact c where c.id = content::uuid
      union all select m.id from meeting m where m.id = content::uuid
      union all select a.id from agreement a where a.id = content::uuid
      union all select c.id from claim c where c.id = content::uuid
      union all select l.id from location l where l.id = content::uuid
      union all select t.id from task t where t.id = content::uuid;
  elsif content ~ '^[A-Z]+-\d{4}-\d{4,}$' then
    return query select i.deal_id from deal d join deal_identity i on i.deal_id = d.id where d.reference = content;
  elsif folded <> '' then
    return query
      select p.id from prospect p
       where fold(p.name) = folded or is_part and position(folded in fold(concat_ws(' ', p.name, p.legal_name, array_to_string(p.aliases, ' ')))) > 0
      union all
      select i.deal_id from deal_identity i
       where fold(i.title) = folded or is_part and position(folded in fold(i.title)) > 0
      union all
      select c.id from contact c
       where fold(c.name) = folded or is_part and position(folded in fold(c.name)) > 0;
  end if;
end $$;

comment on function rows_named_by(text) is
  'Returns the rows that the viewer sees and that a text of a filter names: by id, by the reference of a deal, or by the name of a prospect or contact or the title of a deal. Runs under the policies of the caller.';

grant execute on function rows_named_by(text) to ancrage_service;
