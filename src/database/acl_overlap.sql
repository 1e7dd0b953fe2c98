create operator &&& (
  leftarg = anyarray, rightarg = anyarray, function = arrayoverlap, restrict = neqsel, join = neqjoinsel
);

comment on operator &&& (anyarray, anyarray) is
  'Returns whether the ACL of a row and the tokens of the viewer overlap. Equal to && but for its selectivity estimate: as the tokens are unknown when a statement is planned, the planner would assume that && matches one row in 200 and join whole tables row by row. Most viewers see most rows.';
