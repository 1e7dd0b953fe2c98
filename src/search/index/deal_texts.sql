create or replace function deal_texts(deal uuid) returns table (field text, value text)
language sql stable as $$
  select 'locations', coalesce(s.name, l.town)
  from location l left join site s on s.id = l.site_id
  where l.deal_id = deal_texts.deal and l.withdrawn_at is null
  union all
  select 'jobProjections', v.value
  from job_projection p join job_projection_text t on t.job_projection_id = p.id,
    unnest(array[t.wording, t.source_name, t.source_medium]) v (value)
  where p.deal_id = deal_texts.deal and p.withdrawn_at is null
  union all
  select 'lossReasons', v.value
  from loss_reason l, unnest(array[l.wording, l.source_name, l.source_medium]) v (value)
  where l.deal_id = deal_texts.deal and l.reopened_at is null and l.replaced_at is null
  union all
  select 'lossDestination', v.value
  from loss_destination l, unnest(array[l.town, l.source_name, l.source_medium]) v (value)
  where l.deal_id = deal_texts.deal and l.reopened_at is null and l.replaced_at is null
$$;

comment on function deal_texts(uuid) is
  'Returns the texts of the places, the job projections and the present loss of a deal, by which the deal is found; under the policies of the caller. They have the access key of deal_identity.';

grant execute on function deal_texts(uuid) to ancrage_service;

create or replace function deal_codes(deal uuid) returns text[]
language sql stable return
  array(
    select 'word.deal'
    union
    select v.code
    from deal d, unnest(array['nace.' || d.sector, 'activity.' || d.activity, 'dealType.' || d.type]) v (code)
    where d.id = deal_codes.deal and v.code is not null
    union
    select v.code
    from location l, unnest(array['country.' || l.country, 'web.locationStanding.' || l.standing]) v (code)
    where l.deal_id = deal_codes.deal and l.withdrawn_at is null and v.code is not null
    union
    select v.code
    from job_projection p join job_projection_text t on t.job_projection_id = p.id,
      unnest(
        array[
          'word.jobProjection', 'jobKind.' || p.kind, 'jobHorizon.' || p.horizon,
          'jobStanding.' || p.standing, 'sourceKind.' || t.source_kind
        ]
      ) v (code)
    where p.deal_id = deal_codes.deal and p.withdrawn_at is null
    union
    select v.code
    from loss_reason l,
      unnest(array['stage.LOST', 'lossReason.' || l.code, 'sourceKind.' || l.source_kind]) v (code)
    where l.deal_id = deal_codes.deal and l.reopened_at is null and l.replaced_at is null
    union
    select v.code
    from loss_destination l, unnest(array['stage.LOST', 'country.' || l.country]) v (code)
    where l.deal_id = deal_codes.deal
      and l.reopened_at is null
      and l.replaced_at is null
      and v.code is not null
    order by 1
  );

comment on function deal_codes(uuid) is
  'Returns the codes of a deal, its places, job projections and present loss, whose labels find the deal for viewers who see it in full.';

grant execute on function deal_codes(uuid) to ancrage_service;
