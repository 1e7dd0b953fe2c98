-- An agreement in an issued summary names its parties as they were called then. Which companies a reader could see then was
-- not kept. For summaries from before, the keys of now count as those of then.
alter table weekly_line add column party_acls jsonb;

-- lets refuse_issued_summary_change() pass
set local ancrage.redaction = 'on';

update weekly_line l
set
  party_acls = (
    select jsonb_object_agg(p.id, p.acl::text)
    from jsonb_array_elements(l.body -> 'parties') e(body)
      join prospect p on p.id = (e.body ->> 'prospect')::uuid
  )
where l.body ? 'parties';

set local ancrage.redaction = '';
