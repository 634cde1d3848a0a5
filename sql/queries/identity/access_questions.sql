--! explain_access (row_id?) : (rule?)
select e.allowed, e.step, e.kind, e.object, e.rule, e.permissions, e.holds, e.decided
  from app.explain_member_access(:member_id, :action, :resource, :row_id) e
 order by e.step;
