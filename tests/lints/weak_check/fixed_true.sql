alter policy scratch on people.sites with check (org_id = (select c.org_id from app.caller c));
