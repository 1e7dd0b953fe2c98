create or replace function sign_in_counters(email text, address inet, device bytea) returns table (
  key bytea, kind text, free int, longest int
)
language sql stable security definer set search_path = public, pg_temp as $$
  with
    account as (select id from "user" where "user".email = lower(sign_in_counters.email)),
    -- whether the client has the token of an earlier session of the user, or is in a network that they used
    -- before
    history as (
      select
        exists (
          select from session s join account a on a.id = s.user_id where s.token_hash = device
        ) as has_device,
        exists (
          select
          from session s join account a on a.id = s.user_id
          where network_of(s.address) = network_of(sign_in_counters.address)
            and s.created_at > now() - interval '90 days'
        ) as has_network
    )
  select sha256(convert_to(concat_ws(' ', t.kind, t.subject), 'UTF8')), t.kind, t.free, t.longest
  from history h,
    lateral (
      values
        ('device', encode(device, 'hex') || ' ' || lower(email), 5, 900, h.has_device),
        ('pair', network_of(address) || ' ' || lower(email), 5, 900, not h.has_device),
        ('network', network_of(address), 100, 15, not h.has_device and not h.has_network),
        ('account', lower(email), 100, 60, not h.has_device and not h.has_network)
    ) as t (kind, subject, free, longest, is_counted)
  where t.is_counted
$$;

comment on function sign_in_counters(text, inet, bytea) is
  'Returns the counters of a sign-in attempt. A client with the token of an earlier session of the user (`device`) is counted by itself. Any other is counted for the e-mail address in its network (`pair`) and, unless the user signed in from that network in the last 90 days, for the network and for the e-mail address (`account`). So an attacker cannot lock out the user. `free`: failures without a wait; `longest`: longest wait in seconds. Unknown e-mail addresses are counted alike.';
