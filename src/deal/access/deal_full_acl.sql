create or replace function deal_full_acl(d deal) returns int[]
language sql stable as $$
  select case d.confidentiality
    when 'OPEN' then array[0]
    else array(
      select -u.serial from need_to_know n join "user" u on u.id = n.user_id where n.deal_id = d.id order by 1
    ) || case
      when d.confidentiality = 'SECRET' then '{}'
      else array(
        select agency_acl_token(a.serial, confidentiality_level(d.confidentiality))
        from deal_team t join agency a on a.id = t.agency_id
        where t.deal_id = d.id and t.until_day is null
        union
        select agency_acl_token(serial, confidentiality_level(d.confidentiality))
        from agency
        where id = d.lead_agency_id
        order by 1
      )
    end
  end
$$;

comment on function deal_full_acl(deal) is
  'Returns the access key of a deal seen in full. OPEN: all. INTERNAL and RESTRICTED: users on its need-to-know list, and users of the agencies now in its team (or leading it) whose clearance reaches its confidentiality. SECRET: only the need-to-know list. It is stored in deal.full_acl and copied to the rows of the deal.';
