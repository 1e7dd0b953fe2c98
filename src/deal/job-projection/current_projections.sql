-- The same order as in known_projections.sql, for all deals, kinds and horizons at once.
-- The body is standard SQL: a view of analysts may call it, and it is inlined.
create or replace function current_projections() returns table (id uuid, counts boolean)
language sql stable begin atomic
  select
    c.id,
    c.certainty = 'PROJECTED'
      and row_number() over (partition by c.deal_id, c.kind, c.certainty order by c.reach desc) = 1
  from (
    select distinct on (j.deal_id, j.kind, j.standing = 'REALISED', case when j.standing <> 'REALISED' then j.horizon end)
      j.id, j.deal_id, j.kind,
      case j.standing
        when 'REALISED' then 'REALISED'
        when 'RUMOURED' then 'RUMOURED'
        else 'PROJECTED'
      end as certainty,
      horizon_reach(j.horizon) as reach
    from job_projection j
    where j.withdrawn_at is null
      and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null)
    order by
      j.deal_id, j.kind, j.standing = 'REALISED',
      case when j.standing <> 'REALISED' then j.horizon end,
      standing_strength(j.standing) desc, j.stated_on desc, j.recorded_at desc, j.id desc
  ) c;
end;

comment on function current_projections() is
  'Returns the statements about jobs that are current: of each deal, kind and horizon the latest of the strongest standing that is neither replaced nor withdrawn, and apart from them the latest realised one of each kind. A rumour is current where nothing stronger was stated. counts: whether the figures of the pipeline count it, that is, of each deal and kind the one of the furthest horizon that is neither a rumour nor realised.';

grant execute on function current_projections() to ancrage_service;
