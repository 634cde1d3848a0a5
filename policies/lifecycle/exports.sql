-- Exporting people: with people.export, and then exactly the rows and tiers that the caller may see. Whoever may be in it can find
-- the entry in the audit, so it is written before the first row leaves.

create function lifecycle.record_export(p_department uuid, p_site uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org uuid;
begin
    select c.org_id into org from app.caller c where c.kind = 'member' and 'people.export' = any (c.permissions);
    if org is null then
        raise exception using errcode = 'RH030', message = 'exporting people takes people.export';
    end if;
    perform audit.record(org, 'employee.exported', 'employee', coalesce(p_department, p_site, org),
        jsonb_strip_nulls(jsonb_build_object('department_id', p_department, 'site_id', p_site)), null, false);
    return org;
end $$;
comment on function lifecycle.record_export(uuid, uuid) is 'HA-17: the entry of an export of people, of one department or site where given. RH030.';
alter function lifecycle.record_export(uuid, uuid) owner to app_transition;
grant execute on function lifecycle.record_export(uuid, uuid) to app_api;
