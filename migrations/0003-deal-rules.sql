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
