create or replace function strip_legal_forms(words text[]) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  -- words are separated by two spaces, so that two legal forms in a row both have one before them
  stripped text := btrim(regexp_replace(' ' || array_to_string(words, '  ') || ' ',
    ' (societe  anonyme|societe  a  responsabilite  limitee|societe  europeenne|naamloze  vennootschap|'
    'besloten  vennootschap|aktiengesellschaft|gesellschaft  mit  beschrankter  haftung|sa|nv|srl|bv|'
    'sprl|bvba|scrl|cvba|cv|sc|sca|snc|vof|scs|asbl|vzw|aisbl|gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|sarl|sas|'
    'sasu|eurl|gie|ltd|limited|plc|llc|llp|lp|inc|incorporated|corp|corporation|co|spa|sl|sau|oy|oyj|ab|'
    'as|asa|aps|se|kk|pte|pty|sdn|bhd|pvt|doo|sro|kft|zrt)(?= )', '', 'g'));
begin
  return case when stripped = '' then words else regexp_split_to_array(stripped, ' +') end;
end $$;

comment on function strip_legal_forms(text[]) is
  'Returns search words without the legal form of a company (SA, NV, GmbH …), which does not distinguish companies. Returns all words if only legal forms would remain.';

grant execute on function strip_legal_forms(text[]) to ancrage_service;
