--: AuditEntry(actor_id?, actor_name?, on_behalf_of?, request_id?)

--! list_entries (before_id?, actor_id?, action?, since?, until?) : AuditEntry
-- Newest first; ids are time-ordered, so they bound the time as well.
select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id
  from audit.log l left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id)
 where (:before_id::uuid is null or l.id < :before_id)
   and (:actor_id::uuid is null or l.actor_id = :actor_id)
   and (:action::text is null or l.action = :action)
   and (:since::timestamptz is null or l.at >= :since)
   and (:until::timestamptz is null or l.at < :until)
 order by l.id desc
 limit :page_size;

--! list_entity_entries (before_id?, entity_id?, actor_id?, action?, since?, until?) : AuditEntry
-- Of one kind of thing, or one thing.
select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id
  from audit.log l left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id)
 where l.entity = :entity
   and (:before_id::uuid is null or l.id < :before_id)
   and (:entity_id::uuid is null or l.entity_id = :entity_id)
   and (:actor_id::uuid is null or l.actor_id = :actor_id)
   and (:action::text is null or l.action = :action)
   and (:since::timestamptz is null or l.at >= :since)
   and (:until::timestamptz is null or l.at < :until)
 order by l.id desc
 limit :page_size;

--! read_entry : (actor_id?, actor_name?, on_behalf_of?, request_id?, changes?)
-- changes is null where the caller may not read the thing itself now (T8).
select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id,
       p.diff as changes
  from audit.log l
  left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id)
  left join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id
 where l.id = :id;

--! accesses_to_own (before_id?) : AuditEntry
-- Who read the caller's private data, which members were linked to their employee row, and exports the caller may be in.
select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id
  from app.caller c
  join audit.log l on l.org_id = c.org_id
                  and (l.entity = 'employee_private' and l.entity_id = c.employee_id and l.action = 'employee_private.read'
                       or l.entity = 'employee' and l.entity_id = c.employee_id and l.action = 'employee.linked'
                       or l.entity = 'employee' and l.action = 'employee.exported')
  left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id)
 where c.employee_id is not null and (:before_id::uuid is null or l.id < :before_id)
 order by l.id desc
 limit :page_size;
