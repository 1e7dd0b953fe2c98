-- A dispute in an issued summary is about two claims. Its line had the key of one of them, or of its deal. For summaries
-- from before, the keys of now count as those of then.
alter table weekly_line add column claim_acls text[];

-- lets refuse_issued_summary_change() pass
set local ancrage.redaction = 'on';

update weekly_line l
set claim_acls = array[c.acl::text, o.acl::text]
from claim c join claim o on o.id = c.disputes_id
where l.kind = 'dispute' and c.id = l.source_id;

set local ancrage.redaction = '';
