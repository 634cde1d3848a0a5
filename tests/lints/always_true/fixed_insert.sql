alter policy scratch on people.sites with check (id is not null);
