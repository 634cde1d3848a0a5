alter policy scratch on people.positions using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
