grant app_owner to app_kernel;
