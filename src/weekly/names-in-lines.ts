/** Names of persons and companies in the lines of a summary, `l`. */

/**
 * Lines have ids of persons and companies. The reader gets the names of those they may see: of a person the name of today,
 * unless it was erased, of a company that of the week. `sawParty` is whether they could see a company then.
 */
const withNames = (
  sawParty: string,
) => `case when l.body ? 'participants' then l.body || jsonb_build_object('participants', (
    select coalesce(jsonb_agg(p.name order by p.name), '[]') from (
      select coalesce(e.body ->> 'name', (select c.name from contact c where c.id = (e.body ->> 'contact')::uuid)) as name
        from jsonb_array_elements(l.body -> 'participants') e(body)) p))
  when l.body ? 'parties' then l.body || jsonb_build_object('parties', (
    select coalesce(jsonb_agg(p.name order by p.name), '[]') from (
      select case when e.body ->> 'prospect' is null or exists (select from prospect c where c.id = (e.body ->> 'prospect')::uuid) and ${sawParty}
          then coalesce(e.body ->> 'name', e.body #>> '{}') end as name
        from jsonb_array_elements(l.body -> 'parties') e(body)) p))
  else l.body end as body`

export const namesInLive = withNames('true')

export const namesInIssued = withNames(
  `could_see_entry(array[l.party_acls ->> (e.body ->> 'prospect')], (select viewer_acl_tokens()))`,
)
