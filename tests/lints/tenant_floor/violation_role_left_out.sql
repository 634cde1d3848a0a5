-- finds: people.sites
alter policy tenant on people.sites to app_api, app_worker, app_kernel;
