create or replace function record_secret_export(export_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  with
    shown_deals as materialized (
      select
        e.id as export_id, e.user_id, e.list, e.form, d.id, d.confidentiality,
        not d.full_acl &&& (select viewer_acl_tokens()) as masked
      from export e, deal d
      where e.id = record_secret_export.export_id
        and e.user_id = viewer_id()
        and d.confidentiality in ('RESTRICTED', 'SECRET')
        and d.masked_acl &&& (select viewer_acl_tokens())
        and d.id in (
          -- the deals that the export has shown, and the deals that own other rows that it has shown
          with
            shown as materialized (
              select s.type, i.id
              from export_row s, unnest(s.ids) i(id)
              where s.export_id = record_secret_export.export_id
            )
          select id
          from shown
          where type = 'Deal'
          union all
          select x.deal_id
          from deal_identity x join shown on shown.type = 'Prospect' and x.prospect_id = shown.id
          union all
          select x.deal_id
          from meeting_deal x join shown on shown.type = 'Meeting' and x.meeting_id = shown.id
          union all
          select x.deal_id
          from agreement_deal x join shown on shown.type = 'Agreement' and x.agreement_id = shown.id
          union all
          select x.deal_id
          from claim x join shown on shown.type = 'Claim' and x.id = shown.id
          union all
          select x.deal_id
          from task x join shown on shown.type = 'Task' and x.id = shown.id
          union all
          select x.deal_id
          from transition x join shown on shown.type = 'Transition' and x.id = shown.id
          union all
          select x.deal_id
          from job_projection x join shown on shown.type = 'JobProjection' and x.id = shown.id
        )
    ),
    reads as (
      insert into deal_read (id, deal_id, user_id, way, hour, first_at, masked)
      select new_uuid_v7(), d.id, d.user_id, 'EXPORT', date_trunc('hour', now()), now(), d.masked
      from shown_deals d
      order by d.id
      on conflict do nothing
    )
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select
    new_uuid_v7(), d.user_id, 'export', 'Deal', d.id,
    jsonb_build_object('export', d.export_id, 'list', d.list, 'form', d.form)
  from shown_deals d
  where d.confidentiality = 'SECRET'
$$;

comment on function record_secret_export(uuid) is
  'Adds an audit entry to each SECRET deal that an export of the viewer has shown, itself or by a row that belongs to it, so that users with access to the deal find the export in its history, once for each download, and records the read of each SECRET and RESTRICTED deal. Security definer: the rows that belong to a deal are looked up without policies, as the export has shown them already.';

grant execute on function record_secret_export(uuid) to ancrage_service;
