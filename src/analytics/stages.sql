create view analytics.stages with (security_invoker, security_barrier) as
select
  t.code as code, t.position as position, t.probability as probability, t.outcome as outcome,
  t.label ->> 'FR' as label_fr, t.label ->> 'NL' as label_nl, t.label ->> 'DE' as label_de,
  t.label ->> 'EN' as label_en
from deal_stage t
offset 0;

comment on view analytics.stages is 'How far a deal can have come.';

comment on column analytics.stages.code is 'The stage.';
comment on column analytics.stages.position is 'Its place in the order.';
comment on column analytics.stages.probability is 'Percent by which jobs are weighted.';
comment on column analytics.stages.outcome is 'OPEN, WON, LOST or PAUSED.';
comment on column analytics.stages.label_fr is 'What it is called in French.';
comment on column analytics.stages.label_nl is 'What it is called in Dutch.';
comment on column analytics.stages.label_de is 'What it is called in German.';
comment on column analytics.stages.label_en is 'What it is called in English.';
