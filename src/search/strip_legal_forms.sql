create or replace function strip_legal_forms(words text[]) returns text[]
language plpgsql immutable strict parallel safe as $$
declare bare text := btrim(regexp_replace(' ' || array_to_string(words, '  ') || ' ',
  ' (societe  anonyme|societe  a  responsabilite  limitee|societe  europeenne|naamloze  vennootschap|besloten  vennootschap|'
  'aktiengesellschaft|gesellschaft  mit  beschrankter  haftung|sa|nv|srl|bv|sprl|bvba|scrl|cvba|cv|sc|sca|snc|vof|scs|asbl|vzw|aisbl|'
  'gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|sarl|sas|sasu|eurl|gie|ltd|limited|plc|llc|llp|lp|inc|incorporated|corp|corporation|'
  'co|spa|sl|sau|oy|oyj|ab|as|asa|aps|se|kk|pte|pty|sdn|bhd|pvt|doo|sro|kft|zrt)(?= )', '', 'g'));
begin
  return case when bare = '' then words else regexp_split_to_array(bare, ' +') end;
end $$;

comment on function strip_legal_forms(text[]) is
  'What a company''s form is called says nothing about which company it is.';

grant execute on function strip_legal_forms(text[]) to ancrage_service;
