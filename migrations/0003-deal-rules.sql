-- The lead of a deal is offered to another agency, which accepts or declines it.

create table handover_offer (
  id uuid primary key,
  deal_id uuid not null references deal,
  from_agency_id uuid not null references agency,
  to_agency_id uuid not null references agency,
  "on" date not null,
  reason text not null check (length(reason) between 1 and 2000),
  leaves boolean not null default false,
  by_id uuid not null references "user",
  offered_at timestamptz(3) not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  decided_by_id uuid references "user",
  decided_at timestamptz(3),
  answer text check (length(answer) between 1 and 2000),
  acl int[] not null default '{}',
  constraint offered_to_another check (from_agency_id <> to_agency_id),
  constraint decided_has_user check (
    (status = 'PENDING') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)
  )
);
create unique index handover_offer_pending_once on handover_offer (deal_id) where (status = 'PENDING');
create index handover_offer_deal_id_idx on handover_offer (deal_id);
create index handover_offer_to_agency_id_idx on handover_offer (to_agency_id) where (status = 'PENDING');

-- A verification keeps what was verified. Those recorded before are taken to have verified what is recorded now.

alter table landing_verification
  add column location_id uuid references location,
  add column projection_ids uuid[] not null default '{}',
  add column agreement_ids uuid[] not null default '{}';

update landing_verification v
set
  location_id = (
    select l.id
    from location l
    where l.deal_id = v.deal_id and l.site_id is not null and l.standing = 'CHOSEN'
    order by l.since desc, l.id desc
    limit 1
  ),
  projection_ids = array(
    select j.id
    from job_projection j
    where j.deal_id = v.deal_id
      and j.standing = 'REALISED'
      and not exists (select 1 from job_projection r where r.replaces_id = j.id)
    order by j.id
  ),
  agreement_ids = array(
    select a.id
    from agreement_deal h join agreement a on a.id = h.agreement_id
    where h.deal_id = v.deal_id
      and a.standing = 'SIGNED'
      and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
    order by a.id
  );

-- An embargo has a circle. A running embargo without one gets the users of the agency that recorded the row.

alter table claim
  add column embargo_circle text check (embargo_circle in ('USERS', 'NEED_TO_KNOW')),
  add column embargo_user_ids uuid[] not null default '{}',
  add column embargo_acl int[];

alter table agreement
  add column embargo_circle text check (embargo_circle in ('USERS', 'NEED_TO_KNOW')),
  add column embargo_user_ids uuid[] not null default '{}',
  add column embargo_acl int[];

alter table weekly_line add column embargo_acl int[];

update claim c
set
  embargo_circle = 'USERS',
  embargo_user_ids = array(
    select u.id from "user" u, "user" b where b.id = c.by_id and u.agency_id = b.agency_id order by u.id
  ),
  embargo_acl = array(
    select -u.serial from "user" u, "user" b where b.id = c.by_id and u.agency_id = b.agency_id order by 1
  )
where c.embargo_until > now();

update agreement a
set
  embargo_circle = 'USERS',
  embargo_user_ids = array(select u.id from "user" u where u.agency_id = a.entered_by_id order by u.id),
  embargo_acl = array(select -u.serial from "user" u where u.agency_id = a.entered_by_id order by 1)
where a.embargo_until > now();
