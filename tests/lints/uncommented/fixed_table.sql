comment on table people.sites is 'Places of work.';
