alter policy tenant on people.sites to app_api, app_worker, app_kernel, app_transition;
