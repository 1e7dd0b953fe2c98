create or replace function deal_masked_acl(d deal) returns int[]
language sql stable as $$
  select case
    when d.confidentiality in ('OPEN', 'INTERNAL') then array[0]
    else array(
      select -u.serial from need_to_know n join "user" u on u.id = n.user_id where n.deal_id = d.id order by 1
    ) || array(
      select agency_acl_token(
        a.serial,
        case d.confidentiality when 'SECRET' then confidentiality_level('SECRET') else 0 end
      )
      from deal_team t join agency a on a.id = t.agency_id
      where t.deal_id = d.id and t.until_day is null
      union
      select agency_acl_token(
        serial,
        case d.confidentiality when 'SECRET' then confidentiality_level('SECRET') else 0 end
      )
      from agency
      where id = d.lead_agency_id
      order by 1
    ) || case d.confidentiality
      when 'RESTRICTED' then array[confidentiality_level('RESTRICTED')]
      else '{}'
    end
  end
$$;

comment on function deal_masked_acl(deal) is
  'Returns the access key of a deal seen masked (or in full). OPEN and INTERNAL: all. RESTRICTED: users on its need-to-know list, users of the agencies in its team, and HEAD, ANALYST and CABINET users of any agency whose clearance reaches RESTRICTED. SECRET: the need-to-know list, and users of the agencies in its team whose clearance is SECRET. It is stored in deal.masked_acl.';
