create view analytics.stages with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.code as code, t.position as position, t.probability as probability, t.outcome as outcome,
      t.label ->> 'FR' as label_fr, t.label ->> 'NL' as label_nl, t.label ->> 'DE' as label_de,
      t.label ->> 'EN' as label_en
    from deal_stage t
  )
select *
from shown;

comment on view analytics.stages is 'Stages of a deal.';

comment on column analytics.stages.code is 'Identifies the stage.';
comment on column analytics.stages.position is 'Position in the order of the stages.';
comment on column analytics.stages.probability is
  'Percent by which the jobs of deals in this stage are weighted.';
comment on column analytics.stages.outcome is 'OPEN, WON, LOST or PAUSED.';
comment on column analytics.stages.label_fr is 'Name in French.';
comment on column analytics.stages.label_nl is 'Name in Dutch.';
comment on column analytics.stages.label_de is 'Name in German.';
comment on column analytics.stages.label_en is 'Name in English.';
