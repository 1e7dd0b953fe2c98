-- The confidentiality of a deal that was recorded until it was replaced. Earlier changes than those recorded from now on
-- are not known: the present level counts for them.
alter table deal_history add column confidentiality text;

update deal_history h set confidentiality = d.confidentiality from deal d where d.id = h.deal_id;

alter table deal_history alter column confidentiality set not null;
