"""Pages of the proponents' desk."""
