"""What the serving role may do with these tables beyond the default."""

READ_ONLY = ["django_migrations", "fleet_schemastate", "fleet_schematemplate", "fleet_spare"]
