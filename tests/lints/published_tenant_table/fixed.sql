alter publication scratch drop table people.sites;
